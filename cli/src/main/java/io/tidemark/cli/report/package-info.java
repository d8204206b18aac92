/** What workflows return and backups hold, put into words. */
@NullMarked
package io.tidemark.cli.report;

import org.jspecify.annotations.NullMarked;
