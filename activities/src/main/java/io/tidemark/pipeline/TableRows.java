package io.tidemark.pipeline;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/**
 * How many rows of a table were read; of a slice of it, when the part holds only a slice.
 *
 * @param schema the table's schema, unquoted
 * @param name the table's name, unquoted
 * @param rows 0 or more
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record TableRows(String schema, String name, long rows) {

  public TableRows {
    requireNonNull(schema, "schema is null");
    requireNonNull(name, "name is null");
  }
}
