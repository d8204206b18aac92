package io.tidemark.worker;

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
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A configured installation whose stores a test has made: the first is written, others copied to.
 */
final class GivenStores implements Installation {
  private final Wiring wiring;
  private final Map<String, BackupStore> stores;

  GivenStores(Wiring wiring, Map<String, BackupStore> stores) {
    this.wiring = wiring;
    this.stores = new LinkedHashMap<>(stores);
  }

  @Override
  public DatabaseSettings database(String name) throws UnknownNameException {
    DatabaseSettings settings = wiring.database(name);
    List<String> names = new ArrayList<>(stores.keySet());
    return new DatabaseSettings(
        settings.name(),
        settings.target(),
        settings.replica(),
        names.get(0),
        names.subList(1, names.size()),
        settings.compression(),
        settings.retention(),
        settings.copyRetention(),
        settings.restore(),
        settings.partSizeBytes(),
        settings.lanes(),
        settings.holders(),
        settings.maxMinutes(),
        settings.onDdl());
  }

  @Override
  public BackupStore store(String name) throws UnknownNameException {
    BackupStore store = stores.get(name);
    if (store == null) {
      throw new UnknownNameException("store", name, stores.keySet());
    }
    return store;
  }

  @Override
  public BackupRepository repository(String store) throws UnknownNameException {
    return new BackupRepository(store(store), Clock.systemUTC());
  }

  @Override
  public KeyRing keys() {
    return wiring.keys();
  }

  @Override
  public MarkKeeper marks() {
    return wiring.marks();
  }

  @Override
  public Sessions sessions() {
    return wiring.sessions();
  }

  @Override
  public PgTools tools() {
    return wiring.tools();
  }

  @Override
  public Notifier notifier() {
    return wiring.notifier();
  }
}
