/** Change the keys of sealed backups: the workflow, its request and result, and its activity. */
@NullMarked
package io.tidemark.api.keys;

import org.jspecify.annotations.NullMarked;
