/** Verify sealed backups: the workflow, its request and result, and the reading activity. */
@NullMarked
package io.tidemark.api.verify;

import org.jspecify.annotations.NullMarked;
