/**
 * The sources of a backup's parts: what pg_dump, pg_dumpall and COPY write, judged line by line.
 */
@NullMarked
package io.tidemark.dump;

import org.jspecify.annotations.NullMarked;
