package io.tidemark.archive;

import io.tidemark.api.StoredObject;
import io.tidemark.keys.BackupKey;
import io.tidemark.pipeline.Compression;
import io.tidemark.pipeline.Dumped;
import io.tidemark.pipeline.ObjectReader;
import io.tidemark.pipeline.Pipeline;
import io.tidemark.pipeline.PipelineException;
import io.tidemark.pipeline.PipelineProgress;
import io.tidemark.store.BackupStore;
import io.tidemark.store.ObjectKey;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** Writes and reads small documents the way parts are written: compressed, encrypted, digested. */
final class SealedDocuments {

  /** More than the contents of a backup of a hundred thousand tables. */
  private static final int MAX_BYTES = 256 * 1024 * 1024;

  private final BackupStore store;
  private final Pipeline pipeline;
  private final ObjectReader reader = new ObjectReader();

  SealedDocuments(BackupStore store, Pipeline pipeline) {
    this.store = store;
    this.pipeline = pipeline;
  }

  StoredObject write(ObjectKey key, byte[] document, BackupKey backupKey)
      throws IOException, InterruptedException {
    try {
      return pipeline
          .run(
              (out, progress) -> {
                out.write(document);
                return new Dumped(-1, List.of());
              },
              store,
              key,
              backupKey,
              Compression.ZSTD,
              new PipelineProgress())
          .object();
    } catch (PipelineException e) {
      if (e.getCause() instanceof IOException cause) {
        throw cause;
      }
      throw new IOException(key + ": " + e.getMessage(), e);
    }
  }

  /** Returns only what was read to its verified end. */
  byte[] read(StoredObject object, BackupKey backupKey) throws IOException {
    try (InputStream in = reader.open(store, object, backupKey)) {
      byte[] document = in.readNBytes(MAX_BYTES);
      if (in.read() >= 0) {
        throw Manifest.damaged(new ObjectKey(object.key()), "the document is too long to be ours");
      }
      return document;
    }
  }
}
