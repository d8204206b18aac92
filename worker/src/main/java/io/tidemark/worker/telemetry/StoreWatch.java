package io.tidemark.worker.telemetry;

import io.micrometer.core.instrument.MeterRegistry;
import io.tidemark.activity.Installation;
import io.tidemark.activity.UnknownNameException;
import io.tidemark.archive.BackupRepository;
import io.tidemark.store.StoreException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the stores now and then, and soon after a job ended, so that a scrape never waits for a
 * store.
 */
public final class StoreWatch implements AutoCloseable {
  private static final Duration INTERVAL = Duration.ofMinutes(5);
  private static final Logger log = LoggerFactory.getLogger(StoreWatch.class);

  private final Installation installation;
  private final List<String> stores;
  private final StoreMeters meters;
  private final ScheduledExecutorService thread;

  /**
   * Does nothing before {@link #start}.
   *
   * @param stores names of the stores to look at
   */
  public StoreWatch(Installation installation, Collection<String> stores, MeterRegistry registry) {
    this.installation = installation;
    this.stores = List.copyOf(stores);
    this.meters = new StoreMeters(registry, Clock.systemUTC());
    this.thread =
        Executors.newSingleThreadScheduledExecutor(
            work -> {
              Thread watching = new Thread(work, "tidemark-store-watch");
              watching.setDaemon(true);
              return watching;
            });
  }

  /** Begins to look. */
  public void start() {
    // The look catches what it throws itself, so nothing is lost with the future.
    var unused =
        thread.scheduleWithFixedDelay(this::look, 0, INTERVAL.toSeconds(), TimeUnit.SECONDS);
  }

  /** Looks again soon; called when something may have changed. */
  public void changed() {
    if (!thread.isShutdown()) {
      thread.execute(this::look);
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }

  private void look() {
    try {
      meters.show(stores.stream().map(this::facts).toList());
    } catch (RuntimeException e) {
      // The next look comes by itself; an exception from here would end all of them.
      log.warn("the stores could not be looked at", e);
    }
  }

  private StoreFacts facts(String store) {
    try {
      BackupRepository repository = installation.repository(store);
      List<DatabaseFacts> databases = new ArrayList<>();
      for (String database : repository.databases()) {
        databases.add(DatabaseFacts.of(store, database, repository));
      }
      return new StoreFacts(store, true, databases);
    } catch (StoreException | UnknownNameException | RuntimeException e) {
      log.warn("store {} could not be listed: {}", store, e.getMessage());
      return new StoreFacts(store, false, List.of());
    }
  }
}
