package io.tidemark.worker.config;

import io.tidemark.activity.DatabaseSettings;
import io.tidemark.activity.RestoreRules;
import io.tidemark.postgres.ConnectionTarget;
import io.tidemark.provision.ProgramCache;
import io.tidemark.retention.RetentionPolicy;
import io.tidemark.schedule.Cron;
import io.tidemark.schedule.JobKind;
import io.tidemark.schedule.ScheduledJob;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Looks at variables together and puts one database's configuration together from them. */
final class Assembly {
  private static final String STORE = "local";
  private static final long MEBIBYTE = 1024L * 1024L;

  private final Map<String, String> environment;
  private final List<String> problems = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();
  private final KeyAssembly keys;

  Assembly(Map<String, String> environment) {
    this.environment = environment;
    this.keys = new KeyAssembly(environment, problems, warnings);
  }

  /** What was found so far; may be added to. */
  List<String> problems() {
    return problems;
  }

  /** What must be there, and what must not be there twice. */
  void checkPresence() {
    if (!given("DATABASE_URL") && !given("DIRECT_URL")) {
      problems.add(
          "DATABASE_URL is not set: give the database to back up, such as"
              + " postgresql://user:password@host:5432/orders");
    }
    if (!given("BACKUP_DIR")) {
      problems.add("BACKUP_DIR is not set: give the folder that backups are written to");
    }
    keys.checkPresence();
  }

  /** Misspelt names do nothing at all, which nobody notices before a restore. */
  void checkNames(Set<String> known) {
    UnknownVariables unknown = new UnknownVariables(known);
    environment
        .keySet()
        .forEach(
            name -> {
              unknown.problem(name).ifPresent(problems::add);
              unknown.warning(name).ifPresent(warnings::add);
            });
  }

  /** The configuration, or empty when there are problems. */
  Optional<TidemarkConfig> assemble(Variables variables) {
    Optional<ConnectionTarget> url = serverItself(variables);
    KeyConfig key = keys.assemble(variables);
    NotificationConfig notifications = new ChannelAssembly(variables, problems).assemble();
    if (!problems.isEmpty() || url.isEmpty() || variables.backupDir().isEmpty()) {
      return Optional.empty();
    }
    warnings.addAll(url.get().warnings());
    int parallelism = variables.parallelism().orElseGet(Assembly::usualParallelism);
    DatabaseSettings database =
        new DatabaseSettings(
            url.get().database(),
            url.get(),
            Optional.empty(),
            STORE,
            List.of(),
            variables.compression(),
            RetentionPolicy.of(variables.retentionCount(), variables.retentionDays()),
            Map.of(),
            RestoreRules.DEFAULT,
            variables.partSizeMiB() * MEBIBYTE,
            parallelism,
            variables.holders(),
            variables.maxMinutes(),
            variables.onDdl());
    return Optional.of(
        new TidemarkConfig(
            variables.taskQueue(),
            Map.of(database.name(), database),
            Map.of(STORE, new FilesystemStoreConfig(STORE, variables.backupDir().get())),
            key,
            variables.programs(),
            variables.cache().orElseGet(ProgramCache::folder),
            parallelism,
            variables.stopSeconds(),
            new HttpConfig(variables.httpHost(), variables.httpPort()),
            notifications,
            schedules(variables, database.name()),
            warnings));
  }

  private static List<ScheduledJob> schedules(ScheduleVariables variables, String database) {
    List<ScheduledJob> jobs = new ArrayList<>();
    Map<JobKind, Optional<Cron>> crons = new EnumMap<>(JobKind.class);
    crons.put(JobKind.BACKUP, variables.backupSchedule());
    crons.put(JobKind.VERIFY, variables.verifySchedule());
    crons.put(JobKind.PRUNE, variables.pruneSchedule());
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
    return jobs;
  }

  private Optional<ConnectionTarget> serverItself(Variables variables) {
    Optional<ConnectionTarget> usual = variables.databaseUrl();
    Optional<ConnectionTarget> direct = variables.directUrl();
    if (usual.isPresent() && direct.isPresent()) {
      String one = usual.get().database();
      String other = direct.get().database();
      if (!one.equals(other)) {
        problems.add(
            "DATABASE_URL names the database "
                + one
                + ", DIRECT_URL names "
                + other
                + ": give both the same");
      }
    }
    Optional<ConnectionTarget> chosen = direct.or(() -> usual);
    if (chosen.isPresent() && chosen.get().pooled()) {
      problems.add(
          (direct.isPresent() ? "DIRECT_URL" : "DATABASE_URL")
              + " leads to a pooler (pgbouncer=true), through which no dump and no restore can"
              + " work: set DIRECT_URL to the server itself");
    }
    return chosen;
  }

  /** A part keeps a core of ours and a backend of the server busy; more than eight seldom help. */
  private static int usualParallelism() {
    return Math.max(2, Math.min(8, Runtime.getRuntime().availableProcessors()));
  }

  private boolean given(String name) {
    return !environment.getOrDefault(name, "").isEmpty();
  }
}
