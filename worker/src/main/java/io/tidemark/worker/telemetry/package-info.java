/** What a worker counts and measures, and how it is read. No ids as labels, so it stays small. */
@NullMarked
package io.tidemark.worker.telemetry;

import org.jspecify.annotations.NullMarked;
