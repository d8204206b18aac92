/** Tell people what happened. */
@NullMarked
package io.tidemark.api.notify;

import org.jspecify.annotations.NullMarked;
