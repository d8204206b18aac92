/** How a command ends: exit codes, and failures put into words. Knows no Temporal. */
@NullMarked
package io.tidemark.cli.outcome;

import org.jspecify.annotations.NullMarked;
