package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.tidemark.cli.temporal.TemporalSession;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Commands that start and watch workflows, against Temporal's in-process server. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class WorkflowCommandsTest {
  private final TestWorkflowEnvironment server =
      TestWorkflowEnvironment.newInstance(
          TestEnvironmentOptions.newBuilder().setUseTimeskipping(false).build());
  private final Screen screen =
      new Screen(
          Map.of("BACKUP_DIR", "/backups"),
          () -> new TemporalSession(server.getWorkflowClient(), "tidemark", "in process"));

  @BeforeAll
  void start() {
    server
        .newWorker("tidemark")
        .registerWorkflowImplementationTypes(
            FakeWorkflows.Backup.class, FakeWorkflows.Verify.class, FakeWorkflows.Restore.class);
    server.start();
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @Test
  void aBackupIsOneObject() throws Exception {
    assertThat(screen.run("backup", "orders", "--json")).isZero();
    JsonNode result = screen.outJson();
    assertThat(result.path("backupId").asText()).isEqualTo("20261123T000000Z-abcdef");
    assertThat(result.path("parts").asInt()).isEqualTo(4);
    assertThat(result.path("rawBytes").asLong()).isEqualTo(3_000_000);
    assertThat(result.path("storedBytes").asLong()).isEqualTo(1_000_000);
    assertThat(result.path("rows").asLong()).isEqualTo(1234);
    assertThat(result.path("seconds").asDouble()).isEqualTo(1.5);
    assertThat(result.path("workflowId").asText()).matches("tidemark-backup-orders-2\\d+T.*Z");
    assertThat(screen.err()).isEmpty();
  }

  @Test
  void aBackupReadsWellToo() {
    assertThat(screen.run("backup", "orders")).isZero();
    assertThat(screen.out())
        .startsWith("sealed 20261123T000000Z-abcdef of orders: 1,234 rows of 2 tables in 1.5 s")
        .contains("4 parts, 2.9 MiB dumped", "deleted as expired: 20261001T", "note: a note");
  }

  @Test
  void aCopyThatFailedIsAFinding() throws Exception {
    assertThat(screen.run("backup", "uncopied")).isEqualTo(3);
    assertThat(screen.out())
        .contains("copy in usb, 976.6 KiB", "no copy in offsite", ": it is full");
  }

  @Test
  void namesOfAnyKindGetThrough() throws Exception {
    assertThat(screen.run("verify", "a \"quoted\" näme", "--json")).isZero();
    assertThat(screen.outJson().path("database").asText()).isEqualTo("a \"quoted\" näme");
  }

  @Test
  void summaryAndDetailsAreThereForTheWebUi() throws Exception {
    screen.run("backup", "orders", "--detach", "--json");
    String id = screen.outJson().path("workflowId").asText();
    assertThat(server.getWorkflowClient().newUntypedWorkflowStub(id).describe().getStaticSummary())
        .isEqualTo("Back up orders");
  }

  @ParameterizedTest
  @CsvSource({
    "backup,Busy,11", "backup,DatabaseUnknown,10", "verify,BackupDamaged,13",
    "verify,KeyWrong,12", "restore,ConfirmationRequired,12", "backup,StoreFull,1"
  })
  void aFailureSaysWhatHappenedAndWhatToDo(String command, String type, int code) throws Exception {
    String[] line =
        command.equals("restore")
            ? new String[] {command, type, "--into=x", "--json"}
            : new String[] {command, type, "--json"};
    assertThat(screen.run(line)).isEqualTo(code);
    JsonNode failure = screen.errJson();
    assertThat(failure.path("type").asText()).isEqualTo(type);
    assertThat(failure.path("exitCode").asInt()).isEqualTo(code);
    assertThat(failure.path("message").asText()).isEqualTo("told to fail");
    assertThat(failure.path("next").asText()).isNotEmpty();
    assertThat(failure.path("workflowId").asText()).startsWith("tidemark-" + command);
    assertThat(screen.out()).isEmpty();
  }

  @Test
  void whoeverDetachesCanComeBackAndCancel() throws Exception {
    assertThat(screen.run("backup", "slow", "--detach")).isZero();
    String id = screen.out().lines().findFirst().orElseThrow().replace("started ", "");
    assertThat(screen.out()).contains("tidemark attach " + id);

    assertThat(screen.run("cancel", id)).isZero();
    assertThat(screen.run("attach", id, "--json")).isEqualTo(1);
    assertThat(screen.errJson().path("type").asText()).isEqualTo("Cancelled");
    assertThat(screen.run("cancel", id)).isEqualTo(1);
    assertThat(screen.err()).contains("has ended already");
  }

  /** Temporal closes a workflow as cancelled once that was asked for, whatever it had done. */
  @Test
  void aCancelThatComesTooLateIsNotCalledOne() throws Exception {
    screen.run("backup", "slow prune", "--detach", "--json");
    String id = screen.outJson().path("workflowId").asText();
    screen.run("cancel", id);

    assertThat(screen.run("attach", id, "--json")).isEqualTo(3);
    assertThat(screen.errJson().path("type").asText()).isEqualTo("CancelledTooLate");
    assertThat(screen.errJson().path("message").asText())
        .isEqualTo("the cancellation came too late: the backup is sealed");
    assertThat(screen.run("cancel", id)).isEqualTo(1);
    assertThat(screen.err()).contains("too late", "sealed");
  }

  @Test
  void anEndedWorkflowShowsItsResultAgain() throws Exception {
    screen.run("verify", "orders", "--json");
    String id = screen.outJson().path("workflowId").asText();
    assertThat(screen.run("attach", id)).isZero();
    assertThat(screen.out()).startsWith("whole latest of orders: 4 objects");
  }

  @Test
  void aWorkflowThatIsNotThereIsNotFound() throws Exception {
    assertThat(screen.run("attach", "nix", "--json")).isEqualTo(10);
    assertThat(screen.errJson().path("type").asText()).isEqualTo("WorkflowNotFound");
    assertThat(screen.run("cancel", "nix")).isEqualTo(10);
  }

  @Test
  void aRestoreBesideAsksNobody() throws Exception {
    assertThat(screen.run("restore", "orders", "--into", "copy", "--no-test", "--json")).isZero();
    assertThat(screen.outJson().path("target").asText()).isEqualTo("copy");
    assertThat(screen.outJson().path("notices").toString())
        .contains("confirm=null", "unattended=false", "skipBackup=false");
  }

  @Test
  void aRestoreInPlaceCarriesWhatWasSaid() throws Exception {
    screen.run("restore", "orders", "--no-confirm", "--no-test", "--no-backup", "--json");
    assertThat(screen.outJson().path("notices").toString())
        .contains("confirm=null", "unattended=true", "skipBackup=true");
  }

  @Test
  void aTypedNameTravelsWithTheRequest() {
    Screen typing =
        new Screen(
                Map.of(),
                () -> new TemporalSession(server.getWorkflowClient(), "tidemark", "in process"))
            .withTerminal("orders\n");
    assertThat(typing.run("restore", "orders", "--no-test")).isZero();
    assertThat(typing.out()).contains("confirm=orders", "unattended=false");
  }

  @Test
  void findingsShowInTheExitCode() {
    assertThat(screen.run("restore", "orders", "--into", "copy")).isEqualTo(3);
    assertThat(screen.out()).contains("warning: one row more");
  }

  @Test
  void aManifestsFileBecomesItsKey() throws Exception {
    screen.run(
        "restore",
        "orders",
        "--into=x",
        "--no-test",
        "--json",
        "--file=/backups/orders/a/manifest.json");
    assertThat(screen.outJson().path("notices").toString())
        .contains("manifest=orders/a/manifest.json");
  }
}
