package io.tidemark.plan;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * A table, or a range of its blocks.
 *
 * @param table OID of a table of the same plan
 * @param blocks which blocks, or null for the whole table
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TableSlice(long table, @Nullable BlockRange blocks) {}
