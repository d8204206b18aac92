/** Words, numbers, colours and progress for people, and JSON for programs. */
@NullMarked
package io.tidemark.cli.terminal;

import org.jspecify.annotations.NullMarked;
