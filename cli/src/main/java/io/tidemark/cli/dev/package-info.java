/** A Temporal server and a worker of one's own, for development and for the demo. */
@NullMarked
package io.tidemark.cli.dev;

import org.jspecify.annotations.NullMarked;
