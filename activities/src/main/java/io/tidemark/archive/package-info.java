/**
 * Backups as they lie in a store: receipts of parts, the sealed contents, the authenticated
 * manifest and the repository that writes, lists, opens and deletes them. Format: docs/format.md.
 * Knows the store port, the keys and the pipeline; nothing of PostgreSQL connections or Temporal.
 */
@NullMarked
package io.tidemark.archive;

import org.jspecify.annotations.NullMarked;
