package io.tidemark.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.temporal.client.WorkflowFailedException;
import io.temporal.failure.ApplicationFailure;
import io.tidemark.api.backup.BackupResult;
import io.tidemark.api.keys.RotateKeysResult;
import io.tidemark.api.keys.RotateKeysWorkflow;
import io.tidemark.archive.BackupLocation;
import io.tidemark.archive.BackupRepository;
import io.tidemark.keys.Credential;
import io.tidemark.keys.PemFile;
import io.tidemark.keys.SelfSigned;
import io.tidemark.testkit.DatabaseComparison;
import io.tidemark.testkit.TestDatabase;
import io.tidemark.testkit.TestServers;
import io.tidemark.worker.config.ConfigLoader;
import io.tidemark.worker.config.TidemarkConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys through a whole backup and restore, as operators configure them. */
final class KeysTest {
  private static final int MAJOR = 17;
  private static final SelfSigned MAKER = new SelfSigned(Clock.systemUTC());

  @TempDir private Path folder;
  private Credential worker = MAKER.make(SelfSigned.Algorithm.EC, "worker one");
  private Credential otherWorker = MAKER.make(SelfSigned.Algorithm.EC, "worker two");
  private Credential reader = MAKER.make(SelfSigned.Algorithm.EC, "reader");
  private Path signers = Path.of("");

  @BeforeEach
  void nameTheWorkers() throws IOException {
    signers =
        write(
            "signers",
            PemFile.text(worker.certificate()) + PemFile.text(otherWorker.certificate()));
  }

  @Test
  void aRotatedBackupIsRestoredWithTheNewKeyAlone() throws Exception {
    try (TestDatabase source = filled()) {
      String backupId;
      try (Site site = Site.of(source, folder, Map.of())) {
        backupId = site.backup().backupId();
      }
      Map<String, String> both =
          Map.of(
              "BACKUP_ENCRYPTION_KEY",
              "the new passphrase",
              "BACKUP_ENCRYPTION_KEY_PREVIOUS",
              Site.KEY);
      try (Site site = Site.of(source, folder, both)) {
        RotateKeysResult rotated = rotate(site, source);
        assertThat(rotated.rewrapped()).isEqualTo(1);
        assertThat(rotated.unreadable()).isEmpty();
        assertThat(rotate(site, source).unchanged()).isEqualTo(1);
      }
      try (Site site =
          Site.of(source, folder, Map.of("BACKUP_ENCRYPTION_KEY", "the new passphrase"))) {
        requireRestored(site, source, backupId);
      }
      try (Site site = Site.of(source, folder, Map.of())) {
        assertFails(() -> site.verify(), "KeyWrong");
      }
    }
  }

  @Test
  void nothingIsReplacedWhileABackupCannotBeOpened() throws Exception {
    try (TestDatabase source = filled()) {
      try (Site site = Site.of(source, folder, Map.of())) {
        site.backup();
      }
      try (Site site =
          Site.of(source, folder, Map.of("BACKUP_ENCRYPTION_KEY", "the new passphrase"))) {
        site.backup();
        assertFails(() -> rotate(site, source), "KeyWrong");
      }
      try (Site site = Site.of(source, folder, Map.of())) {
        assertFails(() -> site.verify(), "KeyWrong");
      }
    }
  }

  @Test
  void workersThatCannotReadMakeABackupTogetherAndAReaderRestoresIt() throws Exception {
    try (TestDatabase source = filled()) {
      String queue = "writers-" + source.name();
      BackupResult backup;
      try (Site one = Site.of(source, folder, writer(queue, worker));
          WorkerProcess two = second(source, writer(queue, otherWorker))) {
        assertThat(two).isNotNull();
        backup = one.backup();
        assertFails(() -> one.verify(), "KeyMissing");
        assertFails(() -> one.restore(Map.of("into", source.name() + "_copy")), "KeyMissing");
      }
      requireSignedByAWorker(source, backup);
      Map<String, String> reading =
          Map.of(
              "BACKUP_ENCRYPTION_KEY", "",
              "BACKUP_PRIVATE_KEYS", write("reader", PemFile.text(reader)).toString(),
              "BACKUP_TRUSTED_SIGNERS", signers.toString());
      try (Site site = Site.of(source, folder, reading)) {
        requireRestored(site, source, backup.backupId());
      }
      Map<String, String> trustingNobody = new TreeMap<>(reading);
      trustingNobody.remove("BACKUP_TRUSTED_SIGNERS");
      try (Site site = Site.of(source, folder, trustingNobody)) {
        assertFails(() -> site.verify(), "SignerUntrusted");
      }
    }
  }

  private Map<String, String> writer(String queue, Credential signing) throws IOException {
    return Map.of(
        "TIDEMARK_TASK_QUEUE",
        queue,
        "TIDEMARK_PARALLELISM",
        "2",
        "TIDEMARK_PART_SIZE_MIB",
        "1",
        "BACKUP_ENCRYPTION_KEY",
        "",
        "BACKUP_RECIPIENT_CERTIFICATES",
        write("reader.crt", PemFile.text(reader.certificate())).toString(),
        "BACKUP_SIGNING_KEY",
        write(signing.certificate().keyId(), PemFile.text(signing)).toString(),
        "BACKUP_TRUSTED_SIGNERS",
        signers.toString());
  }

  /** A worker on another host, with another signing key. */
  private WorkerProcess second(TestDatabase source, Map<String, String> keys) throws Exception {
    Map<String, String> environment = Site.environment(source, folder, "unused");
    environment.putAll(keys);
    TidemarkConfig config = ConfigLoader.load(environment);
    return WorkerProcess.start(config, TemporalServer.shared().client(), new SimpleMeterRegistry());
  }

  private void requireSignedByAWorker(TestDatabase source, BackupResult backup) throws Exception {
    try (Wiring wiring =
        new Wiring(ConfigLoader.load(Site.environment(source, folder, "unused")))) {
      String store = wiring.config().stores().keySet().iterator().next();
      BackupRepository repository = wiring.repository(store);
      String signer =
          repository
              .read(new BackupLocation(source.name(), backup.backupId()).manifest())
              .header()
              .signer();
      assertThat(signer).isIn(worker.certificate().base64(), otherWorker.certificate().base64());
    }
  }

  private static void requireRestored(Site site, TestDatabase source, String backupId)
      throws Exception {
    String copy = source.name() + "_copy";
    site.restore(Map.of("into", copy, "backup", backupId));
    try (TestDatabase target = TestDatabase.existing(source.server(), copy)) {
      assertThat(DatabaseComparison.differences(source.target(), target.target())).isEmpty();
    }
  }

  private static RotateKeysResult rotate(Site site, TestDatabase source) {
    return site.start(RotateKeysWorkflow.TYPE, Map.of("database", source.name()))
        .getResult(RotateKeysResult.class);
  }

  private static void assertFails(Runnable work, String type) {
    assertThatThrownBy(work::run)
        .isInstanceOf(WorkflowFailedException.class)
        .cause()
        .isInstanceOfSatisfying(
            ApplicationFailure.class, failure -> assertThat(failure.getType()).isEqualTo(type));
  }

  private static TestDatabase filled() {
    TestDatabase database = TestServers.database(MAJOR);
    database.execute(
        "CREATE TABLE patients (id int PRIMARY KEY, note text);"
            + "INSERT INTO patients SELECT i, repeat(md5(i::text), 40)"
            + " FROM generate_series(1, 3000) i;"
            + "CREATE TABLE visits (id int REFERENCES patients);"
            + "INSERT INTO visits SELECT i FROM generate_series(1, 500) i");
    return database;
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name + ".pem"), text);
  }
}
