/** A store in a bucket of Google Cloud Storage. */
@NullMarked
package io.tidemark.store.gcs;

import org.jspecify.annotations.NullMarked;
