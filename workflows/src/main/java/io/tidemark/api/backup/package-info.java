/** Back a database up: the workflow, its request and result, and its steps as activities. */
@NullMarked
package io.tidemark.api.backup;

import org.jspecify.annotations.NullMarked;
