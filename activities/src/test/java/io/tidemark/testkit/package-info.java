/** Real servers, a database with every kind of object, and the comparison of two databases. */
@NullMarked
package io.tidemark.testkit;

import org.jspecify.annotations.NullMarked;
