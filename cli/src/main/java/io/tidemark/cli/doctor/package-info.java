/** Checks that tell people before a backup or restore what would stop it. */
@NullMarked
package io.tidemark.cli.doctor;

import org.jspecify.annotations.NullMarked;
