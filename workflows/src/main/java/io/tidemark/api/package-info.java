/** The wire contract: records, workflow and activity interfaces, failure types. */
@NullMarked
package io.tidemark.api;

import org.jspecify.annotations.NullMarked;
