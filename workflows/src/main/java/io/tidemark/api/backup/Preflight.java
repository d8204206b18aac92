package io.tidemark.api.backup;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;

/**
 * Everything that a backup workflow must know of configuration and server, recorded once.
 *
 * @param context passed to every step
 * @param lanes parts in flight at once
 * @param holders sessions that keep the snapshot open
 * @param maxMinutes the longest a backup may take
 * @param onDdl {@code fail} or {@code cancel}: what to do with DDL that waits for our locks
 * @param serverVersion as people say it: {@code 17.10}
 * @param tables tables whose rows are dumped
 * @param databaseBytes size of the database on the server's disk
 * @param copies names of the further stores that get a copy, in their order
 * @param notices what people should know: tool versions with known holes, ignored URL parameters
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Preflight(
    BackupContext context,
    int lanes,
    int holders,
    int maxMinutes,
    String onDdl,
    String serverVersion,
    int tables,
    long databaseBytes,
    List<String> copies,
    List<String> notices) {
  public Preflight {
    copies = copies == null ? List.of() : List.copyOf(copies);
    notices = notices == null ? List.of() : List.copyOf(notices);
  }
}
