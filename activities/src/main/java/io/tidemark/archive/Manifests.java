package io.tidemark.archive;

import io.tidemark.store.BackupStore;
import io.tidemark.store.ObjectKey;
import io.tidemark.store.StoreException;
import io.tidemark.store.StoreWriter;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The manifests of a store, before anything is known of their authenticity. */
final class Manifests {

  private static final Pattern MANIFEST = Pattern.compile("([^/]+/[^/]+/manifest)(-next)?\\.json");

  /** A header with a thousand tags is shorter; what is longer is not read into memory. */
  private static final int MAX_BYTES = 1024 * 1024;

  private static final Comparator<Manifest> BY_TIME =
      Comparator.comparing((Manifest manifest) -> manifest.header().createdAt())
          .thenComparing(manifest -> manifest.header().backupId());

  private final BackupStore store;

  Manifests(BackupStore store) {
    this.store = store;
  }

  void write(Manifest manifest) throws IOException {
    write(manifest.location().manifest(), manifest);
  }

  void write(ObjectKey key, Manifest manifest) throws IOException {
    try (StoreWriter writer = store.newWriter(key)) {
      writer.stream().write(manifest.bytes());
      writer.commit();
    }
  }

  /** Reads what stands for the backup now, also in the moment in which its recipients change. */
  Manifest read(ObjectKey key) throws StoreException {
    try {
      return readExactly(key);
    } catch (StoreException e) {
      Matcher name = MANIFEST.matcher(key.value());
      if (e.kind() != StoreException.Kind.NOT_FOUND || !name.matches()) {
        throw e;
      }
      try {
        return readExactly(new ObjectKey(name.group(1) + "-next.json"));
      } catch (StoreException alsoGone) {
        if (alsoGone.kind() != StoreException.Kind.NOT_FOUND) {
          throw alsoGone;
        }
        // Between the two looks it may have moved to where we looked first.
        return readExactly(new ObjectKey(name.group(1) + ".json"));
      }
    }
  }

  Manifest readExactly(ObjectKey key) throws StoreException {
    try (InputStream in = store.read(key, 0)) {
      return Manifest.parse(key, in.readNBytes(MAX_BYTES));
    } catch (StoreException e) {
      throw e;
    } catch (IOException e) {
      throw new StoreException(StoreException.Kind.UNAVAILABLE, key, "reading it broke off", e);
    }
  }

  Optional<Manifest> find(ObjectKey key) throws StoreException {
    try {
      return Optional.of(read(key));
    } catch (StoreException e) {
      if (e.kind() == StoreException.Kind.NOT_FOUND) {
        return Optional.empty();
      }
      throw e;
    }
  }

  BackupListing list(String database) throws StoreException {
    List<Manifest> manifests = new ArrayList<>();
    List<UnreadableManifest> unreadable = new ArrayList<>();
    for (ObjectKey key : keys(BackupLocation.prefixOf(database))) {
      try {
        // One that is deleted between listing and reading is simply gone.
        find(key).ifPresent(manifests::add);
      } catch (StoreException e) {
        if (e.kind() != StoreException.Kind.CORRUPT) {
          throw e;
        }
        unreadable.add(new UnreadableManifest(key, message(e)));
      }
    }
    manifests.sort(BY_TIME);
    return new BackupListing(manifests, unreadable);
  }

  /**
   * Never a safety backup: it shows what a restore replaced, which is not what people want back.
   */
  Optional<Manifest> latest(String database) throws StoreException {
    BackupListing listing = list(database);
    List<Manifest> manifests =
        listing.manifests().stream().filter(manifest -> !manifest.header().safety()).toList();
    @Nullable Manifest latest = manifests.isEmpty() ? null : manifests.get(manifests.size() - 1);
    for (UnreadableManifest hidden : listing.unreadable()) {
      // Keys of one database sort as their backup ids do, and those by time.
      if (latest == null || hidden.key().compareTo(latest.location().manifest()) > 0) {
        throw Manifest.damaged(
            hidden.key(),
            "the newest backup's manifest cannot be read; name an older backup to use that"
                + " instead");
      }
    }
    return Optional.ofNullable(latest);
  }

  List<String> databases() throws StoreException {
    TreeSet<String> names = new TreeSet<>();
    for (ObjectKey key : keys("")) {
      String escaped = key.value().substring(0, key.value().indexOf('/'));
      try {
        names.add(ObjectKey.unescape(escaped));
      } catch (IllegalArgumentException e) {
        // Somebody else's object: no name that we have escaped.
      }
    }
    return List.copyOf(names);
  }

  private List<ObjectKey> keys(String prefix) throws StoreException {
    TreeSet<ObjectKey> keys = new TreeSet<>();
    store.list(
        prefix,
        object -> {
          Matcher name = MANIFEST.matcher(object.key().value());
          if (name.matches()) {
            keys.add(new ObjectKey(name.group(1) + ".json"));
          }
        });
    return List.copyOf(keys);
  }

  private static String message(StoreException e) {
    return e.getMessage() == null ? e.kind().name() : e.getMessage();
  }
}
