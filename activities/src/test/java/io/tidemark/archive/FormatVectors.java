package io.tidemark.archive;

import io.tidemark.pipeline.TestKeys;
import io.tidemark.store.memory.MemoryStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;

/**
 * Writes the sealed backup that stays in the repository as a test vector. Run by hand, once for
 * each format version, with an empty folder as argument; a vector that was ever published is never
 * written again.
 */
final class FormatVectors {

  static final String BACKUP_ID = "20261123T181500Z-7f3a2c";

  private FormatVectors() {}

  public static void main(String[] folder) throws Exception {
    MemoryStore store = new MemoryStore();
    SmallBackup.seal(store, BACKUP_ID, TestKeys.KEY);
    for (Map.Entry<String, byte[]> object : StoreImage.of(store).objects().entrySet()) {
      write(Path.of(folder[0]).resolve(object.getKey()), object.getValue());
    }
  }

  private static void write(Path file, byte[] bytes) throws IOException {
    Files.createDirectories(file.getParent());
    Files.write(file, bytes, StandardOpenOption.CREATE_NEW);
  }
}
