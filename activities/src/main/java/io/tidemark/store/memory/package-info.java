/** A store in the heap, for tests and for trying things out. */
@NullMarked
package io.tidemark.store.memory;

import org.jspecify.annotations.NullMarked;
