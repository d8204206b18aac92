/** Opens, exports, imports, locks and compares: one snapshot, held as long as a backup needs it. */
@NullMarked
package io.tidemark.snapshot;

import org.jspecify.annotations.NullMarked;
