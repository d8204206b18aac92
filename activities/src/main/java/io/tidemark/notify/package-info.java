/** Tells people by e-mail and web hooks. Knows nothing of Temporal. */
@NullMarked
package io.tidemark.notify;

import org.jspecify.annotations.NullMarked;
