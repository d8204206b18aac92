package io.tidemark.archive;

import io.tidemark.keys.BackupKey;
import io.tidemark.keys.KeyRing;
import io.tidemark.pipeline.ObjectReader;
import io.tidemark.store.BackupStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads a backup the way a restore does, from its name to its last byte. */
final class Reader {

  private final BackupStore store;
  private final KeyRing keys;

  Reader(BackupStore store, KeyRing keys) {
    this.store = store;
    this.keys = keys;
  }

  /** What the parts hold, by index. */
  List<String> read(String database, String backup) throws IOException {
    BackupRepository repository = new BackupRepository(store, SmallBackup.CLOCK);
    Manifest manifest =
        repository.find(database, backup).orElseThrow(() -> new IOException("there is no backup"));
    BackupKey key = repository.key(manifest, keys);
    Contents contents = repository.open(manifest, keys);
    ObjectReader reader = new ObjectReader();
    for (RecordedPart part : contents.parts()) {
      reader.verify(store, part.object());
    }
    List<String> streams = new ArrayList<>();
    for (RecordedPart part : contents.parts()) {
      try (InputStream in = reader.open(store, part.object(), key)) {
        streams.add(new String(in.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    return streams;
  }

  /** As {@link #read}, where nothing is to go wrong. */
  List<String> mustRead(String database, String backup) {
    try {
      return read(database, backup);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
