/** The object store port: write-once objects under string keys, and one package a provider. */
@NullMarked
package io.tidemark.store;

import org.jspecify.annotations.NullMarked;
