/** The real store servers and emulators that tests run against, installed on demand. */
@NullMarked
package io.tidemark.testkit.stores;

import org.jspecify.annotations.NullMarked;
