/** A store in a bucket of Amazon S3 or of anything that speaks its protocol. */
@NullMarked
package io.tidemark.store.s3;

import org.jspecify.annotations.NullMarked;
