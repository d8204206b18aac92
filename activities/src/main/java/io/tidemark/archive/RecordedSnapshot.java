package io.tidemark.archive;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;

/**
 * The snapshot that every part but globals was read under.
 *
 * @param text {@code pg_current_snapshot()}
 * @param takenAt the instant that the backup shows, by the server's clock
 * @param lsn write-ahead log position right after the snapshot was taken: {@code 0/3A1B2C8}
 * @param postmasterStart {@code pg_postmaster_start_time()}, without which the text is ambiguous
 * @param generation number of the dump within its backup, from 1
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record RecordedSnapshot(
    String text, Instant takenAt, String lsn, String postmasterStart, int generation) {

  public RecordedSnapshot {
    requireNonNull(text, "text is null");
    requireNonNull(takenAt, "takenAt is null");
    requireNonNull(lsn, "lsn is null");
    requireNonNull(postmasterStart, "postmasterStart is null");
  }
}
