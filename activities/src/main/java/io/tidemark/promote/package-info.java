/**
 * Puts a restored database in a live one's place by renaming both in one transaction, takes that
 * back, and drops the old one. Knows PostgreSQL's shared catalogs, and the mark of a restore's
 * databases; nothing of archives or Temporal.
 */
@NullMarked
package io.tidemark.promote;

import org.jspecify.annotations.NullMarked;
