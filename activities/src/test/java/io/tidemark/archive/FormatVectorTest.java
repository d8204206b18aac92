package io.tidemark.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.keys.KeyRing;
import io.tidemark.keys.KeySet;
import io.tidemark.keys.PemFile;
import io.tidemark.pipeline.TestKeys;
import io.tidemark.store.BackupStore;
import io.tidemark.store.ObjectKey;
import io.tidemark.store.StoreWriter;
import io.tidemark.store.memory.MemoryStore;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A backup that was sealed once is read for ever. The files are never written again. */
final class FormatVectorTest {

  private static final KeyRing KEYS = new KeyRing(List.of(TestKeys.SECRET));

  @Test
  void versionOneIsReadAsItWasWritten() throws Exception {
    BackupStore store = vectors("v1");

    assertThat(new Reader(store, KEYS).mustRead("shop", FormatVectors.BACKUP_ID))
        .isEqualTo(SmallBackup.STREAMS);

    BackupRepository repository = new BackupRepository(store, SmallBackup.CLOCK);
    Manifest manifest = repository.find("shop", "latest").orElseThrow();
    Contents contents = repository.open(manifest, KEYS);
    assertThat(manifest.header().createdAt()).isEqualTo(SmallBackup.TAKEN);
    assertThat(manifest.header().sealedAt()).isEqualTo(SmallBackup.SEALED);
    assertThat(contents)
        .isEqualTo(
            SmallBackup.contents(manifest.location(), contents.snapshot(), contents.parts()));
    assertThat(contents.part(3).tables())
        .containsExactly(
            new TablePiece("public", "orders", List.of("id", "note"), null, 2, null, null));
  }

  @Test
  void aSignedBackupIsReadByTheSecretAndByTheEscrow() throws Exception {
    BackupStore store = vectors("v1-signed");
    Path keys = Path.of(FormatVectorTest.class.getResource("/format/keys").toURI());
    KeyRing escrow =
        new KeyRing(
            new KeySet(
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(PemFile.credential(keys.resolve("escrow.pem"))),
                Optional.empty(),
                PemFile.certificates(keys.resolve("worker.crt"))));

    for (KeyRing ring : List.of(KEYS, escrow)) {
      assertThat(new Reader(store, ring).mustRead("shop", FormatVectors.BACKUP_ID))
          .isEqualTo(SmallBackup.STREAMS);
    }
  }

  @Test
  void aManifestIsWrittenAsItWasRead() throws Exception {
    BackupStore store = vectors("v1");
    Manifest manifest =
        new BackupRepository(store, SmallBackup.CLOCK).find("shop", "latest").orElseThrow();

    try (InputStream in = store.read(manifest.location().manifest(), 0)) {
      assertThat(manifest.bytes()).isEqualTo(in.readAllBytes());
    }
  }

  private static BackupStore vectors(String version) throws IOException, URISyntaxException {
    URI folder = FormatVectorTest.class.getResource("/format/" + version).toURI();
    MemoryStore store = new MemoryStore();
    try (Stream<Path> files = Files.walk(Path.of(folder))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String key = Path.of(folder).relativize(file).toString().replace('\\', '/');
        try (StoreWriter writer = store.newWriter(new ObjectKey(key))) {
          writer.stream().write(Files.readAllBytes(file));
          writer.commit();
        }
      }
    }
    return store;
  }
}
