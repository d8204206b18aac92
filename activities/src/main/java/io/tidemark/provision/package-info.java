/**
 * Throw-away programs for the demo, for tests and for rehearsals: a PostgreSQL server, Temporal's
 * development server. What is not installed is fetched once, pinned and checked.
 */
@NullMarked
package io.tidemark.provision;

import org.jspecify.annotations.NullMarked;
