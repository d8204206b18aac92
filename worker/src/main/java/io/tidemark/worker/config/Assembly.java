package io.tidemark.worker.config;

import com.fasterxml.jackson.databind.node.IntNode;
import io.tidemark.activity.DatabaseSettings;
import io.tidemark.postgres.ConnectionTarget;
import io.tidemark.provision.ProgramCache;
import io.tidemark.schedule.Cron;
import io.tidemark.schedule.JobKind;
import io.tidemark.schedule.ScheduledJob;
import io.tidemark.worker.config.ConfigTree.Origin;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Puts the configuration together from a tree, and looks at what the schema cannot see. */
final class Assembly {
  private static final KeyPath WORKER = KeyPath.of("worker");

  private final ConfigTree tree;
  private final TreeReader reader;
  private final List<String> problems;
  private final List<String> warnings;

  /**
   * @param problems what was found so far; added to
   * @param warnings what was found so far; added to
   */
  Assembly(ConfigTree tree, List<String> problems, List<String> warnings) {
    this.tree = tree;
    this.reader = new TreeReader(tree, problems);
    this.problems = problems;
    this.warnings = warnings;
  }

  /**
   * The configuration, or empty when there are problems.
   *
   * @param shaped whether the tree has the schema's shape
   * @param operation empty when they cannot be read
   */
  Optional<TidemarkConfig> assemble(boolean shaped, Optional<OperationVariables> operation) {
    KeyPath slots = WORKER.child("slots");
    if (!reader.has(slots)) {
      tree.put(slots, IntNode.valueOf(usualParallelism()), Origin.DEFAULT);
    }
    Map<String, ConnectionTarget> targets = new TreeMap<>();
    List<String> storeNames = reader.names(KeyPath.of("stores"));
    for (String name : reader.names(KeyPath.of("databases"))) {
      new DatabaseAssembly(reader, name, warnings)
          .check(storeNames)
          .ifPresent(target -> targets.put(name, target));
    }
    Optional<NotificationConfig> notifications =
        operation.map(variables -> new ChannelAssembly(variables, problems).assemble());
    return shaped && operation.isPresent() && notifications.isPresent()
        ? assemble(targets, storeNames, operation.get(), notifications.get())
        : Optional.empty();
  }

  private Optional<TidemarkConfig> assemble(
      Map<String, ConnectionTarget> targets,
      List<String> storeNames,
      OperationVariables operation,
      NotificationConfig notifications) {
    Map<String, StoreConfig> stores = new TreeMap<>();
    for (String name : storeNames) {
      new StoreAssembly(reader, name).config().ifPresent(store -> stores.put(name, store));
    }
    KeyConfig keys = new KeyAssembly(reader, warnings).config();
    int slots = reader.sureNumber(WORKER.child("slots"));
    List<DatabaseSettings> databases = new ArrayList<>();
    targets.forEach(
        (name, target) ->
            databases.add(new DatabaseAssembly(reader, name, warnings).settings(target, slots)));
    var programs = reader.path(WORKER.child("pgBin"));
    var cache = reader.path(WORKER.child("cache"));
    if (!problems.isEmpty()) {
      return Optional.empty();
    }
    Map<String, DatabaseSettings> byName = new TreeMap<>();
    databases.forEach(database -> byName.put(database.name(), database));
    return Optional.of(
        new TidemarkConfig(
            reader.text(WORKER.child("taskQueue")).orElseThrow(),
            byName,
            stores,
            keys,
            programs,
            cache.orElseGet(ProgramCache::folder),
            slots,
            operation.stopSeconds(),
            new HttpConfig(
                reader.text(WORKER.child("httpHost")).orElseThrow(),
                reader.number(WORKER.child("httpPort"))),
            notifications,
            schedules(operation, byName.keySet()),
            warnings));
  }

  private static List<ScheduledJob> schedules(ScheduleVariables variables, Set<String> databases) {
    Map<JobKind, Optional<Cron>> crons = new EnumMap<>(JobKind.class);
    crons.put(JobKind.BACKUP, variables.backupSchedule());
    crons.put(JobKind.VERIFY, variables.verifySchedule());
    crons.put(JobKind.PRUNE, variables.pruneSchedule());
    List<ScheduledJob> jobs = new ArrayList<>();
    for (String database : databases) {
      crons.forEach(
          (kind, cron) ->
              cron.ifPresent(
                  when ->
                      jobs.add(
                          new ScheduledJob(
                              kind,
                              database,
                              when,
                              variables.scheduleTimeZone(),
                              Duration.ofMinutes(variables.scheduleJitterMinutes()),
                              ScheduledJob.USUAL_CATCH_UP))));
    }
    return jobs;
  }

  /** A part keeps a core of ours and a backend of the server busy; more than eight seldom help. */
  private static int usualParallelism() {
    return Math.max(2, Math.min(8, Runtime.getRuntime().availableProcessors()));
  }
}
