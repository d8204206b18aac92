package io.tidemark.archive;

import io.tidemark.store.ObjectKey;

/**
 * Something that lies where a manifest should and is none that can be read.
 *
 * @param key where it lies
 * @param reason what is wrong with it
 */
public record UnreadableManifest(ObjectKey key, String reason) {}
