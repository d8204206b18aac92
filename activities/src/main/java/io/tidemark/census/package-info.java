/** Counts what a database holds, under a snapshot and again after a load, and compares. */
@NullMarked
package io.tidemark.census;

import org.jspecify.annotations.NullMarked;
