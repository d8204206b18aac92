package io.tidemark.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.temporal.client.WorkflowFailedException;
import io.temporal.failure.ApplicationFailure;
import io.tidemark.api.backup.PartKind;
import io.tidemark.api.prune.PrunedStore;
import io.tidemark.api.prune.PrunedStore.PrunedBackup;
import io.tidemark.api.prune.PrunedStore.SweptObjects;
import io.tidemark.api.verify.VerifyResult;
import io.tidemark.api.verify.VerifyWorkflow;
import io.tidemark.archive.BackupLocation;
import io.tidemark.marks.Holds;
import io.tidemark.marks.Inventory;
import io.tidemark.marks.MarkKind;
import io.tidemark.marks.Marks;
import io.tidemark.store.StoreWriter;
import io.tidemark.store.filesystem.FilesystemStore;
import io.tidemark.testkit.TestDatabase;
import io.tidemark.testkit.TestServers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Backups over their life: held, pruned, verified, damaged. */
final class RetentionTest {
  private static final int POSITIONS = 2;
  private static final Pattern RESTORED =
      Pattern.compile(".*/(parts/[^/]+|contents-[^/]+|manifest\\.json)");

  @TempDir Path folder;

  @Test
  void aPruneSaysWhyItKeepsAndEndsWhatAnotherBrokeOff() throws Exception {
    try (TestDatabase database = TestServers.database(17);
        Site site = Site.of(database, folder, Map.of())) {
      database.execute("CREATE TABLE t AS SELECT n FROM generate_series(1, 100) n");
      String backup = site.backup().backupId();
      FilesystemStore store = FilesystemStore.open(folder, null);
      new Holds(store).hold(new BackupLocation(database.name(), backup), "audit", "alice");
      BackupLocation broken = new BackupLocation(database.name(), "20260101T000000Z-abcdef");
      new Marks(store).set(broken, MarkKind.DELETING, "prune-0", Duration.ofMinutes(1));
      try (StoreWriter part = store.newWriter(broken.newPart(0, PartKind.DATA))) {
        part.commit();
      }

      PrunedStore dry = site.prune(Map.of("dryRun", true)).stores().get(0);
      assertThat(dry.backups())
          .extracting(PrunedBackup::outcome, PrunedBackup::reasons)
          .containsExactly(tuple("kept", List.of("held", "newest", "last 3", "within 30 days")));
      assertThat(dry.strays()).extracting(SweptObjects::objects).containsExactly(2);
      assertThat(folder.resolve(broken.prefix())).exists();

      PrunedStore real = site.prune(Map.of()).stores().get(0);
      assertThat(real.strays()).isEqualTo(dry.strays());
      assertThat(folder.resolve(broken.prefix())).doesNotExist();
      assertThat(site.verify().objects()).isPositive();
    }
  }

  @Test
  void everyBackupIsVerifiedAndDamageIsFoundAndRecorded() throws Exception {
    try (TestDatabase database = TestServers.database(17);
        Site site = Site.of(database, folder, Map.of())) {
      database.execute("CREATE TABLE t AS SELECT n, 'v' || n AS v FROM generate_series(1, 500) n");
      String older = site.backup().backupId();
      String newer = site.backup().backupId();

      VerifyResult all = verify(site, database, "all");

      assertThat(all.backups()).containsExactly(newer, older);
      assertThat(all.rows()).isEqualTo(1_000);
      assertThat(verified(database, older)).isEqualTo("whole deep");

      for (Path object : restored(database, older)) {
        byte[] sound = Files.readAllBytes(object);
        for (byte[] damaged : damages(sound)) {
          Files.write(object, damaged);
          assertThatThrownBy(() -> verify(site, database, older))
              .as("%s of %d bytes", object, damaged.length)
              .isInstanceOf(WorkflowFailedException.class)
              .cause()
              .isInstanceOfSatisfying(
                  ApplicationFailure.class,
                  failure -> assertThat(failure.getType()).isEqualTo("BackupDamaged"));
        }
        Files.write(object, sound);
      }
      assertThat(verify(site, database, older).rows()).isEqualTo(500);

      Path part = restored(database, older).get(0);
      Files.delete(part);
      assertThatThrownBy(() -> verify(site, database, "all"))
          .cause()
          .hasMessageContaining("1 of 2 backups of " + database.name() + " are damaged");
      assertThat(verified(database, older)).isEqualTo("damaged deep");
      assertThat(verified(database, newer)).isEqualTo("whole deep");
    }
  }

  private static VerifyResult verify(Site site, TestDatabase database, String backup) {
    return site.start(
            VerifyWorkflow.TYPE,
            Map.of("database", database.name(), "backup", backup, "deep", true))
        .getResult(VerifyResult.class);
  }

  /** The end cut off, and a bit flipped at a few places. */
  private static List<byte[]> damages(byte[] sound) {
    List<byte[]> damages = new ArrayList<>();
    damages.add(Arrays.copyOf(sound, sound.length - 1));
    for (int i = 0; i < POSITIONS; i++) {
      byte[] flipped = sound.clone();
      flipped[(sound.length - 1) * i / (POSITIONS - 1)] ^= 1;
      damages.add(flipped);
    }
    return damages;
  }

  /** What a restore reads: parts, contents, manifest. */
  private List<Path> restored(TestDatabase database, String backup) throws Exception {
    try (Stream<Path> files = Files.walk(folder.resolve(database.name()).resolve(backup))) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> RESTORED.matcher(file.toString()).matches())
          .sorted()
          .toList();
    }
  }

  private String verified(TestDatabase database, String backup) throws Exception {
    return Inventory.of(
            FilesystemStore.open(folder, null), new BackupLocation(database.name(), backup))
        .verified()
        .map(record -> (record.whole() ? "whole " : "damaged ") + record.depth())
        .orElse("never");
  }
}
