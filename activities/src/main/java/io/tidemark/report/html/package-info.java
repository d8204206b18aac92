/** Reports as one page that needs nothing besides itself. */
@NullMarked
package io.tidemark.report.html;

import org.jspecify.annotations.NullMarked;
