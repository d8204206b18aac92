/**
 * The single pass that makes a part: dump › compress › encrypt › checksum › upload, a class each,
 * and the reader that takes an object apart again. Knows the store port and the keys; nothing of
 * plans, manifests or Temporal.
 */
@NullMarked
package io.tidemark.pipeline;

import org.jspecify.annotations.NullMarked;
