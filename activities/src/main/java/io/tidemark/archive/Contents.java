package io.tidemark.archive;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.tidemark.census.DatabaseProperties;
import io.tidemark.census.ObjectCensus;
import io.tidemark.pipeline.TableRows;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Everything that a backup knows of itself and that is nobody's business without the key. Written
 * once, encrypted; bound to the manifest by its digest.
 *
 * @param formatVersion as in the manifest
 * @param backupId as in the manifest
 * @param databaseName name of the database in the configuration, as in the manifest
 * @param server where it came from
 * @param snapshot what it shows
 * @param database properties of the database itself; its name there may differ from the one in the
 *     configuration
 * @param tools versions of the programs that took part, by name: {@code pg_dump}, {@code tidemark}
 * @param roles names of the roles that owners, grants and settings refer to
 * @param parts in the order of their indexes, each index once
 * @param tables row counts of all tables under the snapshot
 * @param census what a restored database is compared with: objects by kind, extensions, sequences
 * @param notices what people should read
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Contents(
    int formatVersion,
    String backupId,
    String databaseName,
    RecordedServer server,
    RecordedSnapshot snapshot,
    DatabaseProperties database,
    Map<String, String> tools,
    List<String> roles,
    List<RecordedPart> parts,
    List<TableRows> tables,
    ObjectCensus census,
    List<String> notices) {

  public Contents {
    requireNonNull(backupId, "backupId is null");
    requireNonNull(databaseName, "databaseName is null");
    requireNonNull(server, "server is null");
    requireNonNull(snapshot, "snapshot is null");
    requireNonNull(database, "database is null");
    requireNonNull(census, "census is null");
    tools = tools == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(tools));
    roles = roles == null ? List.of() : List.copyOf(roles);
    parts = parts == null ? List.of() : List.copyOf(parts);
    tables = tables == null ? List.of() : List.copyOf(tables);
    notices = notices == null ? List.of() : List.copyOf(notices);
  }

  /**
   * One part.
   *
   * @throws IllegalArgumentException when there is none of this index
   */
  public RecordedPart part(int index) {
    if (index < 0 || index >= parts.size()) {
      throw new IllegalArgumentException("there is no part " + index + " of " + parts.size());
    }
    return parts.get(index);
  }

  /** Rows of all tables. */
  public long rows() {
    return tables.stream().mapToLong(TableRows::rows).sum();
  }

  /** Bytes of all parts as dumped. */
  public long rawBytes() {
    return parts.stream().mapToLong(RecordedPart::rawBytes).sum();
  }

  /** Bytes of all parts as stored. */
  public long storedBytes() {
    return parts.stream().mapToLong(part -> part.object().sizeBytes()).sum();
  }
}
