/**
 * Judges how much of a table is waste, from statistics where they can be trusted. Knows no
 * database.
 */
@NullMarked
package io.tidemark.report.bloat;

import org.jspecify.annotations.NullMarked;
