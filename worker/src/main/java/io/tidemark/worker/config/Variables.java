package io.tidemark.worker.config;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Every variable of Tidemark's own and those of the providers that it reads, with the key of the
 * file that each stands for; {@link OperationVariables} has those that stand for none. This is the
 * only list; docs/configuration.md is compared with it.
 */
final class Variables {
  /** Of {@code databases.<name>}. */
  static final Map<String, String> DATABASE =
      ordered(
          "DATABASE_URL", "url",
          "DIRECT_URL", "directUrl",
          "DB_READ_REPLICA_URL", "replica",
          "BACKUP_COMPRESSION", "compression",
          "TIDEMARK_PART_SIZE_MIB", "partSizeMiB",
          "TIDEMARK_HOLDERS", "holders",
          "TIDEMARK_MAX_MINUTES", "maxMinutes",
          "TIDEMARK_ON_DDL", "onDdl",
          "TIDEMARK_APPROVERS", "approvers",
          "TIDEMARK_QUORUM", "quorum",
          "TIDEMARK_APPROVAL_DEADLINE_MINUTES", "approvalDeadlineMinutes",
          "TIDEMARK_ROLLBACK_WINDOW_MINUTES", "rollbackWindowMinutes",
          "TIDEMARK_UNATTENDED", "unattended",
          "TIDEMARK_PROTECTED", "protected");

  /** Of {@code databases.<name>.retention}. */
  static final Map<String, String> RETENTION =
      ordered("BACKUP_RETENTION_DAYS", "keepWithinDays", "BACKUP_RETENTION_COUNT", "keepLast");

  /** Of {@code stores.<name>.filesystem}. */
  static final Map<String, String> FOLDER = Map.of("BACKUP_DIR", "folder");

  /** Of {@code stores.<name>.s3}; more are the AWS SDK's own. */
  static final Map<String, String> S3 = Map.of("AWS_S3_BUCKET", "bucket");

  /** Of {@code stores.<name>.azure}; more are the Azure SDK's own. */
  static final Map<String, String> AZURE =
      ordered(
          "AZURE_STORAGE_CONTAINER", "container",
          "AZURE_STORAGE_ACCOUNT", "account",
          "AZURE_STORAGE_CONNECTION_STRING", "connectionString",
          "AZURE_STORAGE_SAS_TOKEN", "sasToken");

  /** Of {@code stores.<name>.gcs}; more are Google's libraries' own. */
  static final Map<String, String> GCS = Map.of("GCS_BUCKET", "bucket");

  /** Of {@code stores.<name>.gcs} as well, for stores of the file too. */
  static final Map<String, String> EMULATOR = Map.of("STORAGE_EMULATOR_HOST", "emulator");

  /** Of {@code keys.secret}. */
  static final Map<String, String> SECRET =
      ordered(
          "BACKUP_ENCRYPTION_KEY", "value",
          "BACKUP_ENCRYPTION_KEY_COMMAND", "command",
          "BACKUP_ENCRYPTION_KEY_FILE", "file");

  /** Of {@code keys.previous[]}. */
  static final Map<String, String> PREVIOUS =
      ordered(
          "BACKUP_ENCRYPTION_KEY_PREVIOUS", "value", "BACKUP_ENCRYPTION_KEY_PREVIOUS_FILE", "file");

  /** Of {@code keys}. */
  static final Map<String, String> KEYS =
      ordered(
          "BACKUP_RECIPIENT_CERTIFICATES", "certificates",
          "BACKUP_PRIVATE_KEYS", "privateKeys",
          "BACKUP_SIGNING_KEY", "signingKey",
          "BACKUP_TRUSTED_SIGNERS", "trustedSigners");

  /** Of {@code worker}. */
  static final Map<String, String> MACHINE =
      ordered(
          "TIDEMARK_TASK_QUEUE", "taskQueue",
          "TIDEMARK_PARALLELISM", "slots",
          "TIDEMARK_PG_BIN", "pgBin",
          "TIDEMARK_CACHE", "cache",
          "TIDEMARK_HTTP_PORT", "httpPort",
          "TIDEMARK_HTTP_HOST", "httpHost");

  private Variables() {}

  /** Names of all. */
  static SortedSet<String> names() {
    TreeSet<String> names = new TreeSet<>(replacedByFile());
    for (CloudProvider provider : CloudProvider.values()) {
      names.addAll(provider.variables().keySet());
    }
    names.addAll(SECRET.keySet());
    names.addAll(PREVIOUS.keySet());
    names.addAll(KEYS.keySet());
    names.addAll(MACHINE.keySet());
    names.addAll(EMULATOR.keySet());
    names.add(ConfigLoader.FILE_VARIABLE);
    names.addAll(OperationVariables.names());
    return names;
  }

  /**
   * Names of those that do nothing beside a file, and are nobody else's; a provider's own may be
   * set for its SDK.
   */
  static SortedSet<String> replacedByFile() {
    TreeSet<String> names = new TreeSet<>(DATABASE.keySet());
    names.addAll(RETENTION.keySet());
    names.addAll(FOLDER.keySet());
    names.add(CloudProvider.ENABLED);
    names.add(CloudProvider.PROVIDER);
    return names;
  }

  private static Map<String, String> ordered(String... pairs) {
    Map<String, String> map = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      map.put(pairs[i], pairs[i + 1]);
    }
    return map;
  }
}
