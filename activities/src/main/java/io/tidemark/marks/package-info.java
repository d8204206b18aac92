/**
 * Small objects beside a backup, in its store, that tell every installation what the store itself
 * cannot know: who writes, reads, pins or deletes it now, who holds it, and when it was verified.
 */
@NullMarked
package io.tidemark.marks;

import org.jspecify.annotations.NullMarked;
