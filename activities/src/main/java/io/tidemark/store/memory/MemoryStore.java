package io.tidemark.store.memory;

import static java.util.Objects.requireNonNull;

import io.tidemark.store.BackupStore;
import io.tidemark.store.ObjectInfo;
import io.tidemark.store.ObjectKey;
import io.tidemark.store.ObjectVisitor;
import io.tidemark.store.StoreCapabilities;
import io.tidemark.store.StoreException;
import io.tidemark.store.StoreException.Kind;
import io.tidemark.store.StoreWriter;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/**
 * A {@link BackupStore} that keeps every object in the heap. Thread-safe. It keeps all promises of
 * the port except durability, and stays readable after {@link #close()}, so that a test can look at
 * what the code under test has left.
 */
public final class MemoryStore implements BackupStore {

  private static final int MAX_ARRAY_BYTES = Integer.MAX_VALUE - 8;

  private final ConcurrentNavigableMap<ObjectKey, StoredBytes> objects =
      new ConcurrentSkipListMap<>();
  private final Clock clock;

  public MemoryStore() {
    this(Clock.systemUTC());
  }

  /**
   * @param clock gives the objects their time of writing
   */
  public MemoryStore(Clock clock) {
    this.clock = requireNonNull(clock, "clock is null");
  }

  @Override
  public StoreWriter newWriter(ObjectKey key) throws StoreException {
    if (objects.containsKey(key)) {
      throw alreadyExists(key);
    }
    return new MemoryWriter(this, key);
  }

  @Override
  public InputStream read(ObjectKey key, long offset) throws StoreException {
    StoredBytes object = objects.get(key);
    if (object == null) {
      throw new StoreException(Kind.NOT_FOUND, key, "no such object in " + describe());
    }
    int size = object.bytes.length;
    if (offset < 0 || offset > size) {
      throw new StoreException(
          Kind.INVALID, key, "offset " + offset + " is outside the object of " + size + " bytes");
    }
    return new ByteArrayInputStream(object.bytes, (int) offset, size - (int) offset);
  }

  @Override
  public Optional<ObjectInfo> stat(ObjectKey key) {
    return Optional.ofNullable(objects.get(key)).map(object -> object.info(key));
  }

  @Override
  public void list(String prefix, ObjectVisitor visitor) throws StoreException {
    for (Map.Entry<ObjectKey, StoredBytes> entry : objects.entrySet()) {
      if (entry.getKey().value().startsWith(prefix)) {
        visitor.visit(entry.getValue().info(entry.getKey()));
      }
    }
  }

  @Override
  public void delete(ObjectKey key) {
    objects.remove(key);
  }

  @Override
  public StoreCapabilities capabilities() {
    return new StoreCapabilities(true, MAX_ARRAY_BYTES);
  }

  @Override
  public String describe() {
    return "memory:";
  }

  @Override
  public void close() {}

  ObjectInfo publish(ObjectKey key, byte[] bytes) throws StoreException {
    StoredBytes object = new StoredBytes(bytes, clock.instant());
    @Nullable StoredBytes other = objects.putIfAbsent(key, object);
    if (other != null) {
      throw alreadyExists(key);
    }
    return object.info(key);
  }

  private static StoreException alreadyExists(ObjectKey key) {
    return new StoreException(Kind.ALREADY_EXISTS, key, "the key is taken");
  }

  private static final class StoredBytes {

    private final byte[] bytes;
    private final Instant modifiedAt;

    StoredBytes(byte[] bytes, Instant modifiedAt) {
      this.bytes = bytes;
      this.modifiedAt = modifiedAt;
    }

    ObjectInfo info(ObjectKey key) {
      return new ObjectInfo(key, bytes.length, modifiedAt);
    }
  }
}
