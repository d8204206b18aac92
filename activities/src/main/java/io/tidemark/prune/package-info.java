/** Carries a retention plan out in a store that others read and write, and sweeps what is left. */
@NullMarked
package io.tidemark.prune;

import org.jspecify.annotations.NullMarked;
