/**
 * Keys: the configured secret, the key-encryption key of a backup, the wrapping of data keys as
 * CMS, and the authentication of manifests. Knows no store, no backup and no Temporal.
 */
@NullMarked
package io.tidemark.keys;

import org.jspecify.annotations.NullMarked;
