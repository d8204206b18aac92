package io.tidemark.worker.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import io.tidemark.postgres.ConnectionTarget;
import io.tidemark.postgres.Secret;
import io.tidemark.worker.config.Converters.Compression;
import io.tidemark.worker.config.Converters.Count;
import io.tidemark.worker.config.Converters.Days;
import io.tidemark.worker.config.Converters.Folder;
import io.tidemark.worker.config.Converters.Host;
import io.tidemark.worker.config.Converters.Minutes;
import io.tidemark.worker.config.Converters.OnDdl;
import io.tidemark.worker.config.Converters.Parallelism;
import io.tidemark.worker.config.Converters.PartSize;
import io.tidemark.worker.config.Converters.Port;
import io.tidemark.worker.config.Converters.Queue;
import io.tidemark.worker.config.Converters.SecretText;
import io.tidemark.worker.config.Converters.Url;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Every variable of Tidemark's own, as SmallRye Config maps it: {@code backup.retention-days} is
 * {@code BACKUP_RETENTION_DAYS}. This is the only list; docs/configuration.md is compared with it.
 */
@ConfigMapping(prefix = "")
interface Variables extends NotificationVariables, ScheduleVariables, ProcessVariables {
  @WithName("database.url")
  @WithConverter(Url.class)
  Optional<ConnectionTarget> databaseUrl();

  @WithName("direct.url")
  @WithConverter(Url.class)
  Optional<ConnectionTarget> directUrl();

  @WithName("backup.dir")
  @WithConverter(Folder.class)
  Optional<Path> backupDir();

  @WithName("backup.encryption-key")
  @WithConverter(SecretText.class)
  Optional<Secret> encryptionKey();

  @WithName("backup.encryption-key-file")
  @WithConverter(Folder.class)
  Optional<Path> encryptionKeyFile();

  @WithName("backup.encryption-key-command")
  @WithConverter(SecretText.class)
  Optional<Secret> encryptionKeyCommand();

  @WithName("backup.encryption-key-previous")
  @WithConverter(SecretText.class)
  Optional<Secret> encryptionKeyPrevious();

  @WithName("backup.encryption-key-previous-file")
  @WithConverter(Folder.class)
  Optional<Path> encryptionKeyPreviousFile();

  @WithName("backup.recipient-certificates")
  @WithConverter(Converters.FileList.class)
  Optional<Converters.Files> recipientCertificates();

  @WithName("backup.private-keys")
  @WithConverter(Converters.FileList.class)
  Optional<Converters.Files> privateKeys();

  @WithName("backup.signing-key")
  @WithConverter(Folder.class)
  Optional<Path> signingKey();

  @WithName("backup.trusted-signers")
  @WithConverter(Converters.FileList.class)
  Optional<Converters.Files> trustedSigners();

  @WithName("backup.compression")
  @WithConverter(Compression.class)
  @WithDefault("zstd")
  String compression();

  @WithName("backup.retention-days")
  @WithConverter(Days.class)
  @WithDefault("30")
  int retentionDays();

  @WithName("backup.retention-count")
  @WithConverter(Count.class)
  @WithDefault("3")
  int retentionCount();

  @WithName("tidemark.task-queue")
  @WithConverter(Queue.class)
  @WithDefault("tidemark")
  String taskQueue();

  @WithName("tidemark.parallelism")
  @WithConverter(Parallelism.class)
  Optional<Integer> parallelism();

  @WithName("tidemark.part-size-mib")
  @WithConverter(PartSize.class)
  @WithDefault("256")
  int partSizeMiB();

  @WithName("tidemark.holders")
  @WithConverter(Converters.Holders.class)
  @WithDefault("2")
  int holders();

  @WithName("tidemark.max-minutes")
  @WithConverter(Minutes.class)
  @WithDefault("1440")
  int maxMinutes();

  @WithName("tidemark.on-ddl")
  @WithConverter(OnDdl.class)
  @WithDefault("fail")
  String onDdl();

  @WithName("tidemark.pg-bin")
  @WithConverter(Folder.class)
  Optional<Path> programs();

  @WithName("tidemark.cache")
  @WithConverter(Folder.class)
  Optional<Path> cache();

  @WithName("tidemark.http-port")
  @WithConverter(Port.class)
  Optional<Integer> httpPort();

  @WithName("tidemark.http-host")
  @WithConverter(Host.class)
  @WithDefault("127.0.0.1")
  String httpHost();
}
