/**
 * The object store port: write-once objects under string keys. Each provider has a package of its
 * own below this one; nothing here knows a provider, a backup or Temporal.
 */
@NullMarked
package io.tidemark.store;

import org.jspecify.annotations.NullMarked;
