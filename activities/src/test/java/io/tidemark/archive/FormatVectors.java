package io.tidemark.archive;

import io.tidemark.keys.PemFile;
import io.tidemark.keys.TestCredentials;
import io.tidemark.pipeline.TestKeys;
import io.tidemark.store.memory.MemoryStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;

/**
 * Writes the sealed backup that stays in the repository as a test vector. Run by hand, once for
 * each format version, with an empty folder as argument; a vector that was ever published is never
 * written again. {@code v1} is of a secret alone; {@code v1-signed} of the same secret and an
 * escrow's certificate, whose key pair, worth nothing, lies beside it.
 */
final class FormatVectors {

  static final String BACKUP_ID = "20261123T181500Z-7f3a2c";

  private FormatVectors() {}

  public static void main(String[] folder) throws Exception {
    MemoryStore store = new MemoryStore();
    SmallBackup.seal(store, BACKUP_ID, TestKeys.KEY);
    write(store, Path.of(folder[0], "v1"));
    MemoryStore signed = new MemoryStore();
    SmallBackup.seal(
        signed, BACKUP_ID, TestCredentials.both(TestKeys.SECRET).forWriting(TestKeys.DERIVATION));
    write(signed, Path.of(folder[0], "v1-signed"));
    write(
        Path.of(folder[0], "keys", "escrow.pem"),
        PemFile.text(TestCredentials.ESCROW).getBytes(StandardCharsets.US_ASCII));
    write(
        Path.of(folder[0], "keys", "worker.crt"),
        PemFile.text(TestCredentials.WORKER.certificate()).getBytes(StandardCharsets.US_ASCII));
  }

  private static void write(MemoryStore store, Path folder) throws IOException {
    for (Map.Entry<String, byte[]> object : StoreImage.of(store).objects().entrySet()) {
      write(folder.resolve(object.getKey()), object.getValue());
    }
  }

  private static void write(Path file, byte[] bytes) throws IOException {
    Files.createDirectories(file.getParent());
    Files.write(file, bytes, StandardOpenOption.CREATE_NEW);
  }
}
