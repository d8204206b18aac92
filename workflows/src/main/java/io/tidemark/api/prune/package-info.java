/** Delete backups that the retention policy no longer keeps. */
@NullMarked
package io.tidemark.api.prune;

import org.jspecify.annotations.NullMarked;
