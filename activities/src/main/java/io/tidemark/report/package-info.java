/**
 * Looks at a running server and judges what it sees: reports, their findings, and the words and
 * units they are written in. Reads only; knows the driver, and nothing of Temporal.
 */
@NullMarked
package io.tidemark.report;

import org.jspecify.annotations.NullMarked;
