/**
 * The rules that say which backups of one database are kept. Pure functions of what they are given:
 * no store, no clock, no deletion happens here.
 */
@NullMarked
package io.tidemark.retention;

import org.jspecify.annotations.NullMarked;
