package io.tidemark.archive;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A table, or a slice of one, whose rows a part holds.
 *
 * @param schema unquoted
 * @param name unquoted
 * @param columns in the order of the rows' fields, unquoted; without generated ones
 * @param slice what was cut, as SQL over {@code ctid}; null for the whole table
 * @param rows rows of this piece
 * @param rootSchema schema of the partition root that the rows are loaded through, unquoted; null
 *     when they go into the table itself
 * @param rootName name of that root, unquoted; null likewise
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TablePiece(
    String schema,
    String name,
    List<String> columns,
    @Nullable String slice,
    long rows,
    @Nullable String rootSchema,
    @Nullable String rootName) {

  public TablePiece {
    requireNonNull(schema, "schema is null");
    requireNonNull(name, "name is null");
    columns = columns == null ? List.of() : List.copyOf(columns);
  }
}
