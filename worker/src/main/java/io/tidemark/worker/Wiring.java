package io.tidemark.worker;

import static java.util.Objects.requireNonNull;

import io.tidemark.activity.DatabaseSettings;
import io.tidemark.activity.Installation;
import io.tidemark.activity.UnknownNameException;
import io.tidemark.archive.BackupRepository;
import io.tidemark.keys.KeyRing;
import io.tidemark.keys.MasterSecret;
import io.tidemark.postgres.PgTools;
import io.tidemark.postgres.Sessions;
import io.tidemark.store.BackupStore;
import io.tidemark.store.filesystem.FilesystemStore;
import io.tidemark.worker.config.DatabaseConfig;
import io.tidemark.worker.config.FilesystemStoreConfig;
import io.tidemark.worker.config.StoreConfig;
import io.tidemark.worker.config.TidemarkConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Everything that the configuration's names stand for, opened when first asked for. The one place
 * that knows which class serves which configuration. Safe for concurrent use.
 */
public final class Wiring implements Installation, AutoCloseable {
  private final TidemarkConfig config;
  private final Sessions sessions = new Sessions();
  private final PgTools tools;
  private final Map<String, BackupStore> stores = new TreeMap<>();
  private @Nullable KeyRing keys;

  public Wiring(TidemarkConfig config) {
    this.config = requireNonNull(config, "config is null");
    this.tools = new PgTools(config.programs().map(List::of).orElse(List.of()), System.getenv());
  }

  /** The configuration this was made of. */
  public TidemarkConfig config() {
    return config;
  }

  @Override
  public DatabaseSettings database(String name) throws UnknownNameException {
    DatabaseConfig database = config.databases().get(name);
    if (database == null) {
      throw new UnknownNameException("database", name, config.databases().keySet());
    }
    return new DatabaseSettings(
        database.name(),
        database.url(),
        database.store(),
        database.compression(),
        database.partSizeMiB() * 1024L * 1024L,
        database.parallelism(),
        database.holders(),
        database.maxMinutes(),
        database.onDdl(),
        database.retention().keepDays(),
        database.retention().keepLast());
  }

  @Override
  public synchronized BackupStore store(String name) throws UnknownNameException {
    StoreConfig found = config.stores().get(name);
    if (found == null) {
      throw new UnknownNameException("store", name, config.stores().keySet());
    }
    return stores.computeIfAbsent(name, unused -> open(found));
  }

  @Override
  public BackupRepository repository(String store) throws UnknownNameException {
    return new BackupRepository(store(store), Clock.systemUTC());
  }

  @Override
  public synchronized KeyRing keys() {
    if (keys == null) {
      keys =
          new KeyRing(
              config.encryptionKey().stream()
                  .map(secret -> MasterSecret.parse(secret.reveal()))
                  .toList());
    }
    return keys;
  }

  @Override
  public Sessions sessions() {
    return sessions;
  }

  @Override
  public PgTools tools() {
    return tools;
  }

  @Override
  public synchronized void close() {
    stores.values().forEach(BackupStore::close);
    stores.clear();
  }

  private static BackupStore open(StoreConfig config) {
    try {
      if (config instanceof FilesystemStoreConfig filesystem) {
        return FilesystemStore.open(filesystem.folder(), null);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    throw new IllegalStateException("no store for " + config);
  }
}
