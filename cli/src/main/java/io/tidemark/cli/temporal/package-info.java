/** Starting, watching and explaining workflows, as a client of Temporal sees them. */
@NullMarked
package io.tidemark.cli.temporal;

import org.jspecify.annotations.NullMarked;
