package io.tidemark.worker;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowStub;
import io.tidemark.api.backup.BackupResult;
import io.tidemark.api.restore.ImpactReport;
import io.tidemark.api.restore.ImpactReport.TableImpact;
import io.tidemark.api.restore.RestoreResult;
import io.tidemark.api.restore.RestoreStatus;
import io.tidemark.api.restore.RestoreWorkflow;
import io.tidemark.api.restore.Verdict;
import io.tidemark.archive.HistoryEntry;
import io.tidemark.archive.RestoreHistory;
import io.tidemark.testkit.TestDatabase;
import io.tidemark.testkit.TestServers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A live database is replaced when somebody agreed, taken back when somebody asks, and else left.
 */
final class ApprovedRestoreTest {
  private static final Duration SOON = Duration.ofSeconds(90);

  @TempDir Path folder;
  private TestDatabase database;
  private Site site;
  private BackupResult backup;

  @BeforeEach
  void backUpAndLoseRows() throws Exception {
    database = TestServers.database(15);
    database.execute(
        "CREATE TABLE patients (id int PRIMARY KEY, name text NOT NULL, updated_at timestamptz);"
            + "INSERT INTO patients SELECT n, 'p' || n, '2026-11-01T00:00:00Z'::timestamptz"
            + " + n * interval '1 minute' FROM generate_series(1, 1000) n;"
            + "CREATE TABLE visits (id int)");
    site = Site.of(database, folder, Map.of());
    backup = site.backup();
    database.execute(
        "DELETE FROM patients WHERE id > 900; DROP TABLE visits; CREATE TABLE newer (id int)");
  }

  @AfterEach
  void stop() throws Exception {
    site.close();
    database.close();
  }

  @Test
  void approvedRowsComeBackGoAgainAndAreThenFinal() throws Exception {
    WorkflowStub first = ask();
    ImpactReport impact = requireNonNull(status(first).impact());
    assertThat(impact.tables())
        .containsExactly(
            new TableImpact(
                "public.patients",
                900,
                1000,
                "updated_at",
                "2026-11-01 15:00:00+00",
                "2026-11-01 16:40:00+00"));
    assertThat(impact.lostTables()).containsExactly("public.newer");
    assertThat(impact.gainedTables()).containsExactly("public.visits");
    assertThat(patients()).as("nothing is promoted yet").isEqualTo("900");

    approve(first);
    await(first, "in-rollback-window");
    assertThat(patients()).isEqualTo("1000");
    assertThat(requireNonNull(status(first).result()).backupId()).isEqualTo(backup.backupId());
    assertThatThrownBy(() -> site.restore(Map.of("confirm", database.name())))
        .as("a second restore is told who is first")
        .hasStackTraceContaining(first.getExecution().getWorkflowId());

    assertThat(first.update("rollback", Verdict.class, Map.of("by", "jan")).code())
        .isEqualTo("rolled-back");
    assertThat(first.getResult(RestoreResult.class).outcome()).isEqualTo("rolled-back");
    assertThat(patients()).isEqualTo("900");
    assertThat(database.query("SELECT to_regclass('newer') IS NOT NULL")).isEqualTo("t");

    WorkflowStub second = ask();
    approve(second);
    await(second, "in-rollback-window");
    String previous = requireNonNull(status(second).result()).previous();
    assertThat(exists(previous)).isTrue();
    assertThat(second.update("finalize", Verdict.class, (Object) null).code())
        .isEqualTo("finalized");
    assertThat(second.getResult(RestoreResult.class).outcome()).isEqualTo("finalized");
    assertThat(exists(previous)).isFalse();
    assertThat(patients()).isEqualTo("1000");
    assertThat(events())
        .containsExactly(
            "requested",
            "evidence",
            "decided",
            "in-rollback-window",
            "rolled-back",
            "requested",
            "evidence",
            "decided",
            "in-rollback-window",
            "finalized");
  }

  @Test
  void aRejectedRestoreLeavesTheLiveDatabaseAsItWas() throws Exception {
    WorkflowStub restore = ask();
    String proof = status(restore).proof();

    restore.signal("reject", Map.of("approver", "maria", "proof", proof, "comment", "not today"));

    assertThatThrownBy(() -> restore.getResult(Object.class))
        .isInstanceOf(WorkflowFailedException.class)
        .hasStackTraceContaining("rejected by maria: not today");
    assertThat(patients()).isEqualTo("900");
    assertThat(sideDatabases()).isEqualTo("0");
    assertThat(events()).containsExactly("requested", "evidence", "rejected");
  }

  @Test
  void aRestoreCancelledWhileItWaitsLeavesTheLiveDatabaseAsItWas() throws Exception {
    WorkflowStub restore = ask();

    restore.cancel();

    assertThatThrownBy(() -> restore.getResult(Object.class))
        .isInstanceOf(WorkflowFailedException.class);
    assertThat(patients()).isEqualTo("900");
    assertThat(database.query("SELECT to_regclass('newer') IS NOT NULL")).isEqualTo("t");
    assertThat(sideDatabases()).isEqualTo("0");
    assertThat(events()).containsExactly("requested", "evidence", "cancelled");
  }

  @Test
  void aRunThatIsResetAfterItsApprovalNeedsANewOne() throws Exception {
    WorkflowStub restore = ask();
    String proof = status(restore).proof();
    approve(restore);
    await(restore, "in-rollback-window");
    assertThat(restore.update("rollback", Verdict.class, (Object) null).accepted()).isTrue();
    restore.getResult(RestoreResult.class);

    for (String activity : List.of("Tidemark_ConsumeDecision", "Tidemark_Restore")) {
      WorkflowStub reset = Resets.before(restore, activity);
      await(reset, "awaiting-approval");
      assertThat(status(reset).proof()).as(activity).isNotEmpty().isNotEqualTo(proof);
      assertThat(patients()).isEqualTo("900");
      reset.terminate("seen enough");
    }
  }

  private WorkflowStub ask() {
    WorkflowStub restore =
        site.start(RestoreWorkflow.TYPE, Map.of("database", database.name(), "requester", "jan"));
    await(restore, "awaiting-approval");
    return restore;
  }

  private static void approve(WorkflowStub restore) {
    restore.signal("approve", Map.of("approver", "maria", "proof", status(restore).proof()));
  }

  private static void await(WorkflowStub restore, String stage) {
    Waiting.until(stage, SOON, () -> status(restore).stage().equals(stage));
  }

  private static RestoreStatus status(WorkflowStub restore) {
    return restore.query("status", RestoreStatus.class);
  }

  private String patients() throws Exception {
    return String.valueOf(database.query("SELECT count(*) FROM patients"));
  }

  private boolean exists(String name) throws Exception {
    return !"0"
        .equals(database.query("SELECT count(*) FROM pg_database WHERE datname = '" + name + "'"));
  }

  private String sideDatabases() throws Exception {
    return String.valueOf(
        database.query(
            "SELECT count(*) FROM pg_database WHERE datname LIKE '"
                + database.name()
                + "\\_tidemark\\_%'"));
  }

  private List<String> events() throws Exception {
    try (Wiring wiring = new Wiring(site.config())) {
      String store = wiring.database(database.name()).store();
      return new RestoreHistory(wiring.store(store))
          .list(database.name(), wiring.keys()).stream()
              .map(HistoryEntry::event)
              .map(event -> event.event())
              .toList();
    }
  }
}
