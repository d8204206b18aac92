/** A store in a container of Azure Blob Storage. */
@NullMarked
package io.tidemark.store.azure;

import org.jspecify.annotations.NullMarked;
