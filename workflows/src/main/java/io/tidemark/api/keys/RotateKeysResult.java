package io.tidemark.api.keys;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;

/**
 * A rotation that is done.
 *
 * @param database name in the configuration
 * @param keyIds ids of those who open its backups now
 * @param rewrapped backups whose keys were wrapped anew, copies counted by themselves
 * @param unchanged backups that had these recipients already
 * @param unreadable backups that no key at hand opened, and why; left as they were
 * @param seconds duration
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record RotateKeysResult(
    String database,
    List<String> keyIds,
    int rewrapped,
    int unchanged,
    List<String> unreadable,
    double seconds) {
  public RotateKeysResult {
    keyIds = keyIds == null ? List.of() : List.copyOf(keyIds);
    unreadable = unreadable == null ? List.of() : List.copyOf(unreadable);
  }
}
