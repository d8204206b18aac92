/** Prints what reports found, for people. */
@NullMarked
package io.tidemark.cli.monitor;

import org.jspecify.annotations.NullMarked;
