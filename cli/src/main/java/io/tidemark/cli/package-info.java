/** One class a command; starts and watches workflows through io.tidemark.api. */
@NullMarked
package io.tidemark.cli;

import org.jspecify.annotations.NullMarked;
