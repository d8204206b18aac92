/** What people lose and gain when a restored database takes the live one's place. Reads only. */
@NullMarked
package io.tidemark.impact;

import org.jspecify.annotations.NullMarked;
