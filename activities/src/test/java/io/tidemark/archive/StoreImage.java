package io.tidemark.archive;

import io.tidemark.store.BackupStore;
import io.tidemark.store.ObjectKey;
import io.tidemark.store.StoreWriter;
import io.tidemark.store.memory.MemoryStore;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * The objects of a store as bytes, to be put back changed, as somebody would who owns the bucket.
 */
final class StoreImage {

  private final NavigableMap<String, byte[]> objects = new TreeMap<>();

  static StoreImage of(BackupStore store) throws IOException {
    StoreImage image = new StoreImage();
    store.list(
        "",
        object -> {
          try (InputStream in = store.read(object.key(), 0)) {
            image.objects.put(object.key().value(), in.readAllBytes());
          } catch (IOException e) {
            throw new AssertionError(e);
          }
        });
    return image;
  }

  NavigableMap<String, byte[]> objects() {
    return Collections.unmodifiableNavigableMap(objects);
  }

  /** One object. */
  byte[] bytes(String key) {
    byte[] bytes = objects.get(key);
    if (bytes == null) {
      throw new AssertionError("there is no object " + key);
    }
    return bytes;
  }

  /** The first key that holds a word. */
  String key(String word) {
    return objects.keySet().stream()
        .filter(key -> key.contains(word))
        .findFirst()
        .orElseThrow(() -> new AssertionError("there is no object like " + word));
  }

  /** The same objects with one changed. */
  StoreImage with(String key, byte[] bytes) {
    StoreImage changed = new StoreImage();
    changed.objects.putAll(objects);
    changed.objects.put(key, bytes);
    return changed;
  }

  /** The same objects without one. */
  StoreImage without(String key) {
    StoreImage changed = new StoreImage();
    changed.objects.putAll(objects);
    changed.objects.remove(key);
    return changed;
  }

  MemoryStore store() {
    MemoryStore store = new MemoryStore();
    objects.forEach(
        (key, bytes) -> {
          try (StoreWriter writer = store.newWriter(new ObjectKey(key))) {
            writer.stream().write(bytes);
            writer.commit();
          } catch (IOException e) {
            throw new AssertionError(e);
          }
        });
    return store;
  }
}
