package io.tidemark.store.memory;

import io.tidemark.store.ObjectInfo;
import io.tidemark.store.ObjectKey;
import io.tidemark.store.StoreException;
import io.tidemark.store.StoreWriter;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;

/** Collects an object's bytes until they are published. */
final class MemoryWriter implements StoreWriter {

  private final MemoryStore store;
  private final ObjectKey key;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private boolean ended;

  MemoryWriter(MemoryStore store, ObjectKey key) {
    this.store = store;
    this.key = key;
  }

  @Override
  public OutputStream stream() {
    return bytes;
  }

  @Override
  public ObjectInfo commit() throws StoreException {
    if (ended) {
      throw new IllegalStateException("the writer of " + key + " has ended");
    }
    ended = true;
    return store.publish(key, bytes.toByteArray());
  }

  @Override
  public void close() {
    ended = true;
  }
}
