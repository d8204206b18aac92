package io.tidemark.cli.doctor;

import io.tidemark.store.BackupStore;
import io.tidemark.store.ObjectKey;
import io.tidemark.store.StoreException;
import io.tidemark.store.StoreWriter;
import io.tidemark.worker.Wiring;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/** Writes an object into a store, reads it back and deletes it. */
final class StoreCheck implements Check {
  private static final byte[] PROBE = "tidemark doctor\n".getBytes(StandardCharsets.US_ASCII);

  private final Wiring wiring;
  private final String name;

  StoreCheck(Wiring wiring, String name) {
    this.wiring = wiring;
    this.name = name;
  }

  @Override
  public String name() {
    return "store";
  }

  @Override
  public List<Diagnosis> look() throws Exception {
    BackupStore store = wiring.store(name);
    ObjectKey key = ObjectKey.of("doctor", UUID.randomUUID() + ".probe");
    try {
      write(store, key);
      byte[] read;
      try (InputStream in = store.read(key, 0)) {
        read = in.readAllBytes();
      }
      store.delete(key);
      if (!Arrays.equals(read, PROBE) || store.stat(key).isPresent()) {
        return List.of(
            Diagnosis.fail(
                name(),
                store.describe() + " gave back something else than was written",
                "Do not use it for backups."));
      }
      return List.of(Diagnosis.ok(name(), store.describe() + ", written, read and deleted"));
    } catch (StoreException e) {
      return List.of(
          Diagnosis.fail(
              name(),
              store.describe() + ": " + e.getMessage(),
              "Make the store writable for the worker's user, with room in it."));
    }
  }

  private static void write(BackupStore store, ObjectKey key) throws IOException {
    try (StoreWriter writer = store.newWriter(key)) {
      writer.stream().write(PROBE);
      writer.commit();
    }
  }
}
