package io.tidemark.api.verify;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;

/**
 * Backups that proved whole. One that does not fails the workflow.
 *
 * @param database name in the configuration
 * @param backupId which backup, or {@code all}
 * @param deep whether the parts were also decrypted, decompressed and parsed
 * @param backups ids of the backups that were read, in that order
 * @param objects objects read
 * @param bytes bytes read
 * @param rows rows counted in the parts; 0 when it was not deep
 * @param seconds duration
 * @param notices what people should read
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record VerifyResult(
    String database,
    String backupId,
    boolean deep,
    List<String> backups,
    int objects,
    long bytes,
    long rows,
    double seconds,
    List<String> notices) {
  public VerifyResult {
    backups = backups == null ? List.of() : List.copyOf(backups);
    notices = notices == null ? List.of() : List.copyOf(notices);
  }
}
