package io.tidemark.worker;

import static java.util.Objects.requireNonNull;

import io.tidemark.activity.DatabaseSettings;
import io.tidemark.activity.Installation;
import io.tidemark.activity.UnknownNameException;
import io.tidemark.archive.BackupRepository;
import io.tidemark.keys.KeyRing;
import io.tidemark.marks.MarkKeeper;
import io.tidemark.notify.Notifier;
import io.tidemark.postgres.PgTools;
import io.tidemark.postgres.Sessions;
import io.tidemark.store.BackupStore;
import io.tidemark.store.StoreException;
import io.tidemark.store.azure.AzureStore;
import io.tidemark.store.filesystem.FilesystemStore;
import io.tidemark.store.gcs.GcsStore;
import io.tidemark.store.s3.S3Store;
import io.tidemark.worker.config.AzureStoreConfig;
import io.tidemark.worker.config.FilesystemStoreConfig;
import io.tidemark.worker.config.GcsStoreConfig;
import io.tidemark.worker.config.S3StoreConfig;
import io.tidemark.worker.config.StoreConfig;
import io.tidemark.worker.config.TidemarkConfig;
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
  private final Notifier notifier;
  private final Sessions sessions = new Sessions();
  private final MarkKeeper marks = new MarkKeeper();
  private final PgTools tools;
  private final Map<String, BackupStore> stores = new TreeMap<>();
  private @Nullable KeyRing keys;

  public Wiring(TidemarkConfig config) {
    this.config = requireNonNull(config, "config is null");
    this.notifier = new Notifier(config.notifications().channels(), config.notifications().webUi());
    this.tools = new PgTools(config.programs().map(List::of).orElse(List.of()), System.getenv());
  }

  /** The configuration this was made of. */
  public TidemarkConfig config() {
    return config;
  }

  @Override
  public DatabaseSettings database(String name) throws UnknownNameException {
    DatabaseSettings database = config.databases().get(name);
    if (database == null) {
      throw new UnknownNameException("database", name, config.databases().keySet());
    }
    return database;
  }

  @Override
  public synchronized BackupStore store(String name) throws UnknownNameException, StoreException {
    StoreConfig found = config.stores().get(name);
    if (found == null) {
      throw new UnknownNameException("store", name, config.stores().keySet());
    }
    BackupStore store = stores.get(name);
    if (store == null) {
      store = open(found);
      stores.put(name, store);
    }
    return store;
  }

  @Override
  public BackupRepository repository(String store) throws UnknownNameException, StoreException {
    return new BackupRepository(store(store), Clock.systemUTC());
  }

  @Override
  public synchronized KeyRing keys() {
    if (keys == null) {
      keys = new KeyRing(config.keys().load());
    }
    return keys;
  }

  @Override
  public MarkKeeper marks() {
    return marks;
  }

  @Override
  public Notifier notifier() {
    return notifier;
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

  /** A provider's classes, and those of its SDK, are loaded when one of its stores is opened. */
  private static BackupStore open(StoreConfig config) throws StoreException {
    if (config instanceof FilesystemStoreConfig filesystem) {
      return FilesystemStore.open(filesystem.folder(), null);
    } else if (config instanceof S3StoreConfig s3) {
      return S3Store.open(s3.settings());
    } else if (config instanceof AzureStoreConfig azure) {
      return AzureStore.open(azure.settings());
    } else if (config instanceof GcsStoreConfig gcs) {
      return GcsStore.open(gcs.settings());
    }
    throw new IllegalStateException("no store for " + config);
  }
}
