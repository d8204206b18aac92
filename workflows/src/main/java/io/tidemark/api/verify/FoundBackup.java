package io.tidemark.api.verify;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.tidemark.api.backup.PartRef;
import java.util.List;

/**
 * A backup whose manifest was opened and authenticated.
 *
 * @param reference where it is
 * @param otherStores names of the database's other stores, which may hold it as well
 * @param snapshotAt the instant it shows, ISO 8601
 * @param serverVersion of the server it came from
 * @param rows rows of all tables
 * @param rawBytes before compression
 * @param storedBytes in the store
 * @param lanes how many parts to read at once
 * @param parts in the order of the plan; their bytes are stored bytes
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record FoundBackup(
    BackupReference reference,
    List<String> otherStores,
    String snapshotAt,
    String serverVersion,
    long rows,
    long rawBytes,
    long storedBytes,
    int lanes,
    List<PartRef> parts) {
  public FoundBackup {
    otherStores = otherStores == null ? List.of() : List.copyOf(otherStores);
    parts = parts == null ? List.of() : List.copyOf(parts);
  }
}
