package io.tidemark.marks;

import io.tidemark.store.ObjectKey;
import java.time.Instant;

/**
 * Somebody wants a backup kept, whatever the policy says.
 *
 * @param key where the hold lies
 * @param reason in the words of who held it
 * @param heldBy a claim of the sender; empty when nobody was named
 * @param heldAt by the store's clock
 */
public record Hold(ObjectKey key, String reason, String heldBy, Instant heldAt) {}
