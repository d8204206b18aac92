/**
 * What the stores behind a network have in common: writing an object of unknown length in parts
 * with bounded memory, and the meaning of HTTP statuses. Knows no provider.
 */
@NullMarked
package io.tidemark.store.remote;

import org.jspecify.annotations.NullMarked;
