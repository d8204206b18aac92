/** A store in a folder of a file system: a disk, a network share, a mounted volume. */
@NullMarked
package io.tidemark.store.filesystem;

import org.jspecify.annotations.NullMarked;
