/** The workflows against hand-written activities on Temporal's in-process server. */
@NullMarked
package io.tidemark.workflow;

import org.jspecify.annotations.NullMarked;
