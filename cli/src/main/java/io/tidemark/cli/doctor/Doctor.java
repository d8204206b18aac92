package io.tidemark.cli.doctor;

import io.tidemark.activity.DatabaseSettings;
import io.tidemark.cli.temporal.TemporalSession;
import io.tidemark.worker.Wiring;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/** Runs every check, whatever the ones before found, and tells of each as soon as it is done. */
public final class Doctor {
  private final Wiring wiring;
  private final Callable<TemporalSession> temporal;

  /**
   * @param wiring of the configuration that is looked at
   * @param temporal opens a connection, or throws what stands in the way
   */
  public Doctor(Wiring wiring, Callable<TemporalSession> temporal) {
    this.wiring = wiring;
    this.temporal = temporal;
  }

  /** Looks at everything. */
  public List<Diagnosis> examine(Consumer<Diagnosis> listener) {
    List<Diagnosis> all = new ArrayList<>();
    Consumer<Diagnosis> both = listener.andThen(all::add);
    both.accept(Diagnosis.ok("configuration", "read, " + wiring.config().databases().keySet()));
    wiring
        .config()
        .warnings()
        .forEach(
            text ->
                both.accept(Diagnosis.warn("configuration", text, "See docs/configuration.md.")));
    for (DatabaseSettings database : wiring.config().databases().values()) {
      run(new ServerChecks(wiring, database), both);
    }
    for (String store : wiring.config().stores().keySet()) {
      run(new StoreCheck(wiring, store), both);
      run(new KeyCheck(wiring, store), both);
    }
    TemporalCheck server = new TemporalCheck(temporal);
    run(server, both);
    for (DatabaseSettings database : wiring.config().databases().values()) {
      run(new LeftoverCheck(wiring, database, server), both);
      run(new StrayCheck(wiring, database), both);
    }
    server.close();
    return all;
  }

  private static void run(Check check, Consumer<Diagnosis> listener) {
    try {
      check.look().forEach(listener);
    } catch (Exception e) {
      String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
      listener.accept(Diagnosis.fail(check.name(), message, "Mend this first, then look again."));
    }
  }
}
