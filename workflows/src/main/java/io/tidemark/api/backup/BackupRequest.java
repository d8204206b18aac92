package io.tidemark.api.backup;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tidemark.api.RequestReader;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What to back up. Only the database's name is needed; it is a name in the worker's configuration.
 *
 * @param database name of the database in the worker's configuration
 * @param compression {@code zstd}, {@code gzip} or {@code none}; null for the configured one
 * @param partSizeMiB size of a part before compression; null for the configured one
 * @param parallelism parts in flight at once; null for the configured number
 * @param purpose why the backup is made: null for an ordinary one, {@code safety} before a restore
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record BackupRequest(
    String database,
    @Nullable String compression,
    @Nullable Integer partSizeMiB,
    @Nullable Integer parallelism,
    @Nullable String purpose) {
  /** The purpose of a backup that is taken of a live database before it is replaced. */
  public static final String SAFETY = "safety";

  /** A request that leaves everything to the configuration. */
  public static BackupRequest of(String database) {
    return new BackupRequest(database, null, null, null, null);
  }

  /**
   * Reads what was typed.
   *
   * @throws io.tidemark.api.InvalidRequestException with every problem
   */
  public static BackupRequest parse(@Nullable Object json) {
    RequestReader reader =
        new RequestReader(BackupWorkflow.TYPE + " input", "{\"database\":\"orders\"}", json);
    BackupRequest request =
        new BackupRequest(
            reader.requiredText("database"),
            reader.oneOf("compression", List.of("zstd", "gzip", "none")).orElse(null),
            reader.wholeNumber("partSizeMiB", 1, 1 << 20).map(Long::intValue).orElse(null),
            reader.wholeNumber("parallelism", 1, 256).map(Long::intValue).orElse(null),
            reader.oneOf("purpose", List.of(SAFETY)).orElse(null));
    reader.finish();
    return request;
  }
}
