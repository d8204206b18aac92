/**
 * Turns the tables of a snapshot into parts: what is dumped by which part, how big tables are cut
 * and small ones bundled. Knows SQL catalogs, no files and no store.
 */
@NullMarked
package io.tidemark.plan;

import org.jspecify.annotations.NullMarked;
