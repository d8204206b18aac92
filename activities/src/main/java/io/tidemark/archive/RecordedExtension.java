package io.tidemark.archive;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/**
 * An extension of the database.
 *
 * @param name as in {@code pg_extension}
 * @param version installed, not the default one
 * @param schema where its objects are
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record RecordedExtension(String name, String version, String schema) {

  public RecordedExtension {
    requireNonNull(name, "name is null");
    requireNonNull(version, "version is null");
    requireNonNull(schema, "schema is null");
  }
}
