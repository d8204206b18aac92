/**
 * The wire contract: workflow and activity interfaces, the records they exchange, and failure
 * types. Everything a client or another team compiles against is here or in a subpackage.
 *
 * <p>Rules of the records: they ignore unknown fields, so that workers of two releases understand
 * one another; they hold names and keys, never a URL, a password or a row; absent lists are empty.
 */
@NullMarked
package io.tidemark.api;

import org.jspecify.annotations.NullMarked;
