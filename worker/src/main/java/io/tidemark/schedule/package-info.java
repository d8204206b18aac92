/** When jobs run by themselves: Temporal Schedules made from the configuration. */
@NullMarked
package io.tidemark.schedule;

import org.jspecify.annotations.NullMarked;
