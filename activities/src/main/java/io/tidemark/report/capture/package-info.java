/** What reports saw before: counters for differences, sizes for growth, kept in local files. */
@NullMarked
package io.tidemark.report.capture;

import org.jspecify.annotations.NullMarked;
