/** One workflow at a time on one thing: the lock workflow and the look at its owner. */
@NullMarked
package io.tidemark.api.lock;

import org.jspecify.annotations.NullMarked;
