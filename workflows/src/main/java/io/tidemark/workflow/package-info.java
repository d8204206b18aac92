/** Deterministic workflow implementations: no clock, file, driver or configuration of their own. */
@NullMarked
package io.tidemark.workflow;

import org.jspecify.annotations.NullMarked;
