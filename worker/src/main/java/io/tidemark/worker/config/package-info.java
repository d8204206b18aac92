/**
 * What the people who run Tidemark configured, read once, strictly, with every problem at once. A
 * file is YAML, the environment is put into the file's shape, and one schema describes both. Knows
 * YAML, JSON Schema and Temporal's environment configuration; nothing outside sees any of them.
 */
@NullMarked
package io.tidemark.worker.config;

import org.jspecify.annotations.NullMarked;
