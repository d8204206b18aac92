/** Who waits for whom, as a graph, and how to untie it with the least harm. Knows no database. */
@NullMarked
package io.tidemark.report.locks;

import org.jspecify.annotations.NullMarked;
