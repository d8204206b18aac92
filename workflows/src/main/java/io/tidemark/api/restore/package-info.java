/** Restore a database: the workflow, its request and result, and its steps as activities. */
@NullMarked
package io.tidemark.api.restore;

import org.jspecify.annotations.NullMarked;
