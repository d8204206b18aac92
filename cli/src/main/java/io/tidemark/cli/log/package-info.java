/** How log lines are written: as text or as JSON, never with a password. Named in logback.xml. */
@NullMarked
package io.tidemark.cli.log;

import org.jspecify.annotations.NullMarked;
