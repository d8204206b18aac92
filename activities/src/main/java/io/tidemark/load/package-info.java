/**
 * Loads a backup into a side database: creates it, loads definitions, archives and rows, builds
 * indexes and constraints, and checks the result against what was recorded. Knows PostgreSQL, the
 * plan and the archive; nothing of Temporal, and nothing of the live database.
 */
@NullMarked
package io.tidemark.load;

import org.jspecify.annotations.NullMarked;
