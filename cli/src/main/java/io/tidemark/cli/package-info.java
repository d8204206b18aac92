/**
 * The tidemark command: one class a command. Commands that need durability start and watch
 * workflows through {@code io.tidemark.api}; the others run the domain classes in process, through
 * the worker's wiring. Nothing depends on this package.
 */
@NullMarked
package io.tidemark.cli;

import org.jspecify.annotations.NullMarked;
