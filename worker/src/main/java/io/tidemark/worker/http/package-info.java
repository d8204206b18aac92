/** What a worker tells of itself over HTTP: metrics, whether it lives, whether it is ready. */
@NullMarked
package io.tidemark.worker.http;

import org.jspecify.annotations.NullMarked;
