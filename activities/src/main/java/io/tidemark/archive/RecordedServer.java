package io.tidemark.archive;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/**
 * The server that a backup was taken from.
 *
 * @param version as people say it: {@code 17.10}
 * @param versionNumber {@code server_version_num}: 170010
 * @param systemIdentifier of the database cluster, as decimal digits: it exceeds what JSON numbers
 *     hold safely
 * @param inRecovery whether it was a standby
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record RecordedServer(
    String version, int versionNumber, String systemIdentifier, boolean inRecovery) {

  public RecordedServer {
    requireNonNull(version, "version is null");
    requireNonNull(systemIdentifier, "systemIdentifier is null");
  }
}
