/** Configuration, wiring by hand, the plugin and the worker's main. */
@NullMarked
package io.tidemark.worker;

import org.jspecify.annotations.NullMarked;
