/** The whole story on a throw-away server: back up, wreck, restore, prove. */
@NullMarked
package io.tidemark.cli.demo;

import org.jspecify.annotations.NullMarked;
