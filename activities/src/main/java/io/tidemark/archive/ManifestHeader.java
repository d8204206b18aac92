package io.tidemark.archive;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.tidemark.api.StoredObject;
import io.tidemark.keys.KeyDerivation;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What anybody may know of a backup: enough to list it, to decide how long it is kept, and to find
 * the key that opens it.
 *
 * @param format always {@value #FORMAT}
 * @param formatVersion of the whole backup, {@value #FORMAT_VERSION}
 * @param backupId sorts by time
 * @param database name of the database in the configuration
 * @param startedAt when the run began
 * @param createdAt the instant that the backup shows; retention goes by this
 * @param sealedAt when this was written
 * @param parts number of parts
 * @param rawBytes all parts as dumped
 * @param storedBytes all parts as stored
 * @param keyIds ids of the secret and the certificates that open the backup, any of them
 * @param keyDerivation how the secret becomes the backup's key; null when certificates open it
 *     alone
 * @param signer certificate of the worker that signed, DER in base64; null when none did
 * @param contents where the contents are, and how to check and open them
 * @param safety whether it was made of a target right before a restore
 * @param tags of the operator; empty when there are none
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ManifestHeader(
    String format,
    int formatVersion,
    String backupId,
    String database,
    Instant startedAt,
    Instant createdAt,
    Instant sealedAt,
    int parts,
    long rawBytes,
    long storedBytes,
    List<String> keyIds,
    @Nullable KeyDerivation keyDerivation,
    @Nullable String signer,
    StoredObject contents,
    boolean safety,
    Map<String, String> tags) {

  /** What every manifest says it is. */
  public static final String FORMAT = "tidemark-backup";

  /** The version that this code writes, and the only one it reads. */
  public static final int FORMAT_VERSION = 1;

  public ManifestHeader {
    requireNonNull(format, "format is null");
    requireNonNull(backupId, "backupId is null");
    requireNonNull(database, "database is null");
    requireNonNull(startedAt, "startedAt is null");
    requireNonNull(createdAt, "createdAt is null");
    requireNonNull(sealedAt, "sealedAt is null");
    requireNonNull(contents, "contents is null");
    keyIds = keyIds == null ? List.of() : List.copyOf(keyIds);
    tags = tags == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(tags));
  }
}
