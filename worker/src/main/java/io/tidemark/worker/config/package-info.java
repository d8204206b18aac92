/**
 * What the people who run Tidemark configured, read once, strictly, with every problem at once.
 * Knows SmallRye Config and Temporal's environment configuration; nothing outside sees either.
 */
@NullMarked
package io.tidemark.worker.config;

import org.jspecify.annotations.NullMarked;
