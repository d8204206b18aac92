package io.tidemark.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import io.temporal.testing.TemporalDevServer;
import io.temporal.testing.TemporalDevServerOptions;
import io.tidemark.api.backup.BackupRequest;
import io.tidemark.api.backup.BackupWorkflow;
import io.tidemark.archive.Manifest;
import io.tidemark.provision.ProgramCache;
import io.tidemark.provision.TemporalProgram;
import io.tidemark.schedule.Cron;
import io.tidemark.schedule.JobKind;
import io.tidemark.schedule.ScheduleChange;
import io.tidemark.schedule.ScheduleChange.Kind;
import io.tidemark.schedule.ScheduleState;
import io.tidemark.schedule.ScheduledJob;
import io.tidemark.schedule.Schedules;
import io.tidemark.testkit.TestDatabase;
import io.tidemark.testkit.TestServers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Schedules on a real Temporal server. */
final class SchedulesTest {
  private static final Duration SOON = Duration.ofSeconds(60);

  @TempDir Path folder;

  @Test
  void applyingTwiceChangesNothingTheSecondTime() {
    Schedules schedules = schedules();
    List<ScheduledJob> jobs =
        List.of(
            job(JobKind.BACKUP, "0 2 * * *"),
            job(JobKind.VERIFY, "30 4 1 * MON-FRI"),
            job(JobKind.PRUNE, "@every 6h"));

    assertThat(kinds(applied(schedules, jobs))).containsOnly(Kind.CREATE).hasSize(3);
    assertThat(kinds(schedules.plan(jobs))).containsOnly(Kind.NONE).hasSize(3);
    removeAll(schedules, 3);
  }

  @Test
  void whatDiffersIsToldAndMended() {
    Schedules schedules = schedules();
    ScheduledJob before = job(JobKind.BACKUP, "0 2 * * *");
    ScheduledJob after =
        new ScheduledJob(
            JobKind.BACKUP,
            before.database(),
            Cron.parse("0 3 * * *"),
            ZoneId.of("Asia/Tokyo"),
            Duration.ofMinutes(10),
            Duration.ofHours(2));
    applied(schedules, List.of(before));

    ScheduleChange change = schedules.plan(List.of(after)).get(0);
    assertThat(change.kind()).isEqualTo(Kind.UPDATE);
    assertThat(change.before())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "times", "minute 0, hour 2",
                "time zone", "Europe/Berlin",
                "jitter", "PT0S",
                "catch-up", "PT6H"));
    assertThat(change.after())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "times", "minute 0, hour 3",
                "time zone", "Asia/Tokyo",
                "jitter", "PT10M",
                "catch-up", "PT2H"));
    applied(schedules, List.of(after));
    assertThat(kinds(schedules.plan(List.of(after)))).containsExactly(Kind.NONE);
    removeAll(schedules, 1);
  }

  @Test
  void aPauseOutlivesAnApplyAndAScheduleThatIsNotWantedIsDeleted() {
    Schedules schedules = schedules();
    ScheduledJob job = job(JobKind.BACKUP, "0 2 * * *");
    applied(schedules, List.of(job));
    assertThat(schedules.pause(job.id(), "the disk is being replaced")).isTrue();
    applied(
        schedules,
        List.of(
            new ScheduledJob(
                job.kind(),
                job.database(),
                Cron.parse("0 5 * * *"),
                job.zone(),
                job.jitter(),
                job.catchUp())));
    Waiting.until(
        "the pause is listed",
        SOON,
        () -> schedules.list().size() == 1 && schedules.list().get(0).paused());
    ScheduleState state = schedules.list().get(0);
    assertThat(state.note()).isEqualTo("the disk is being replaced");
    assertThat(state.workflowType()).isEqualTo(BackupWorkflow.TYPE);

    assertThat(schedules.resume(job.id(), "replaced")).isTrue();
    assertThat(kinds(applied(schedules, List.of()))).containsExactly(Kind.DELETE);
    assertThat(schedules.run(job.id())).isFalse();
    assertThat(schedules.delete("tidemark-backup-nobody")).isFalse();
  }

  @Test
  void aScheduleMakesBackups() throws Exception {
    try (TestDatabase database = TestServers.database(15)) {
      database.execute("CREATE TABLE t AS SELECT generate_series(1, 10)");
      Map<String, String> more =
          Map.of("BACKUP_SCHEDULE", "@every 2s", "BACKUP_SCHEDULE_TIME_ZONE", "Europe/Berlin");
      try (Site site = Site.of(database, folder.resolve("store"), more);
          Wiring wiring = new Wiring(site.config())) {
        Schedules schedules =
            new Schedules(TemporalServer.shared().client(), site.config().taskQueue());
        List<ScheduledJob> jobs = site.config().schedules();
        applied(schedules, jobs);
        String store = site.config().stores().keySet().iterator().next();
        awaitTwoBackups(wiring, store, database.name());
        assertThat(schedules.delete(jobs.get(0).id())).isTrue();
        List<Manifest> backups = wiring.repository(store).list(database.name()).manifests();
        assertThat(backups).allMatch(each -> each.header().database().equals(database.name()));
        awaitIdle(site.config().taskQueue());
      }
    }
  }

  /** The way of Temporal's older days, which needs no schedule: a workflow with a cron line. */
  @Test
  void aCronWorkflowMakesBackupsToo() throws Exception {
    try (TestDatabase database = TestServers.database(15);
        Site site = Site.of(database, folder.resolve("store"), Map.of())) {
      database.execute("CREATE TABLE t AS SELECT generate_series(1, 10)");
      WorkflowClient client = TemporalServer.shared().client();
      WorkflowStub cron =
          client.newUntypedWorkflowStub(
              BackupWorkflow.TYPE,
              WorkflowOptions.newBuilder()
                  .setTaskQueue(site.config().taskQueue())
                  .setWorkflowId("cron-" + UUID.randomUUID())
                  .setCronSchedule("@every 1s")
                  .build());
      WorkflowExecution first = cron.start(BackupRequest.of(database.name()));
      Wiring wiring = new Wiring(site.config());
      String store = site.config().stores().keySet().iterator().next();
      awaitTwoBackups(wiring, store, database.name());
      client.newUntypedWorkflowStub(first.getWorkflowId()).cancel();
      wiring.close();
      awaitIdle(site.config().taskQueue());
    }
  }

  @Test
  void schedulesSurviveARestartOfTheServer() throws Exception {
    List<ScheduledJob> jobs = List.of(job(JobKind.BACKUP, "0 2 * * *"));
    List<ScheduleChange> created = onServer(schedules -> applied(schedules, jobs));
    assertThat(kinds(created)).containsExactly(Kind.CREATE);
    assertThat(kinds(onServer(schedules -> schedules.plan(jobs)))).containsExactly(Kind.NONE);
  }

  private <T> T onServer(Function<Schedules, T> work) throws Exception {
    try (TemporalDevServer server =
        TemporalDevServer.start(
            TemporalDevServerOptions.newBuilder()
                .setExistingPath(TemporalProgram.findOrFetch(ProgramCache.folder()).toString())
                .setDownloadEnabled(false)
                .setUiEnabled(false)
                .setDatabaseFilename(folder.resolve("temporal.db").toString())
                .setLogFile(folder.resolve("temporal.log").toString())
                .build())) {
      WorkflowServiceStubs stubs =
          WorkflowServiceStubs.newServiceStubs(
              WorkflowServiceStubsOptions.newBuilder().setTarget(server.getTarget()).build());
      try {
        return work.apply(new Schedules(WorkflowClient.newInstance(stubs), "restart"));
      } finally {
        stubs.shutdownNow();
      }
    }
  }

  private static void awaitTwoBackups(Wiring wiring, String store, String database) {
    Waiting.until(
        "two backups were sealed",
        SOON,
        () -> {
          try {
            return wiring.repository(store).list(database).manifests().size() >= 2;
          } catch (Exception e) {
            throw new AssertionError(e);
          }
        });
  }

  private static void awaitIdle(String queue) {
    WorkflowClient client = TemporalServer.shared().client();
    String running = "TaskQueue = '" + queue + "' AND ExecutionStatus = 'Running'";
    Waiting.until("all is done", SOON, () -> client.listExecutions(running).findAny().isEmpty());
  }

  private static Schedules schedules() {
    return new Schedules(TemporalServer.shared().client(), "test-" + UUID.randomUUID());
  }

  private static void removeAll(Schedules schedules, int count) {
    Waiting.until("they are listed", SOON, () -> schedules.list().size() == count);
    assertThat(kinds(applied(schedules, List.of()))).containsOnly(Kind.DELETE).hasSize(count);
  }

  private static List<ScheduleChange> applied(Schedules schedules, List<ScheduledJob> jobs) {
    List<ScheduleChange> changes = schedules.plan(jobs);
    schedules.apply(changes, jobs);
    return changes;
  }

  private static List<Kind> kinds(List<ScheduleChange> changes) {
    return changes.stream().map(ScheduleChange::kind).toList();
  }

  private static ScheduledJob job(JobKind kind, String cron) {
    return new ScheduledJob(
        kind,
        "orders-" + UUID.randomUUID(),
        Cron.parse(cron),
        ZoneId.of("Europe/Berlin"),
        Duration.ZERO,
        ScheduledJob.USUAL_CATCH_UP);
  }
}
