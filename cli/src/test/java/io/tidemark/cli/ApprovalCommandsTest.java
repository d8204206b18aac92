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

/** Commands that decide on a restore, against Temporal's in-process server. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ApprovalCommandsTest {
  private final TestWorkflowEnvironment server =
      TestWorkflowEnvironment.newInstance(
          TestEnvironmentOptions.newBuilder().setUseTimeskipping(false).build());
  private final Screen screen =
      new Screen(
          Map.of("USER", "petra"),
          () -> new TemporalSession(server.getWorkflowClient(), "tidemark", "in process"));

  @BeforeAll
  void start() {
    server
        .newWorker("tidemark")
        .registerWorkflowImplementationTypes(
            FakeWorkflows.Backup.class, FakeWorkflows.Restore.class);
    server.start();
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @Test
  void aRequestedRestoreIsShownApprovedAndRejected() throws Exception {
    String id = ask();

    assertThat(screen.run("status", id, "--json")).isZero();
    JsonNode status = screen.outJson();
    assertThat(status.path("stage").asText()).isEqualTo("awaiting-approval");
    assertThat(status.path("proof").asText()).isEqualTo("K7P3QX");
    assertThat(status.path("impact").path("liveRows").asLong()).isEqualTo(5_000);
    assertThat(screen.run("status", id)).isZero();
    assertThat(screen.out())
        .contains("tidemark approve " + id + " --by NAME --proof K7P3QX")
        .contains("will be lost: public.newer", "5,000 rows become", "4 sessions connected");

    assertThat(screen.run("approve", id, "--by", "maria", "--proof", "WRONG2", "--json"))
        .isEqualTo(12);
    assertThat(screen.errJson().path("type").asText()).isEqualTo("wrong-proof");
    assertThat(
            screen.run(
                "approve", id, "--by", "maria", "--proof", "K7P3QX", "--comment", "go", "--json"))
        .isZero();
    assertThat(screen.outJson().path("reason").asText())
        .contains("approver=maria", "proof=K7P3QX", "comment=go");
    assertThat(screen.run("reject", id, "--by", "maria", "--proof", "K7P3QX")).isZero();
    assertThat(screen.out()).startsWith("rejected: ");
  }

  @Test
  void rollbackAndFinalizeSayWhoAsked() throws Exception {
    String id = ask();
    assertThat(screen.run("rollback", id, "--json")).isZero();
    assertThat(screen.outJson().path("reason").asText()).isEqualTo("{by=petra}");
    assertThat(screen.run("finalize", id, "--by", "maria", "--json")).isEqualTo(11);
    assertThat(screen.errJson().path("message").asText()).isEqualTo("a slot hangs on it");
  }

  @Test
  void whatIsNoRestoreTakesNoDecision() throws Exception {
    assertThat(screen.run("rollback", "nix")).isEqualTo(10);
    screen.run("backup", "slow", "--detach", "--json");
    String backup = screen.outJson().path("workflowId").asText();
    assertThat(screen.run("status", backup)).isEqualTo(2);
    assertThat(screen.run("approve", backup, "--by", "a", "--proof", "b")).isEqualTo(2);
  }

  @Test
  void aRestoreComesBackAtItsPromotion() {
    assertThat(screen.run("restore", "promoted", "--requester", "maria")).isEqualTo(3);
    assertThat(screen.out())
        .contains("requester=maria", "confirm=null", "take it back with: tidemark rollback");
  }

  @Test
  void whoeverSitsThereIsTheRequester() throws Exception {
    screen.run("restore", "orders", "--no-confirm", "--before=2026-11-23T00:00:00Z", "--json");
    assertThat(screen.outJson().path("notices").toString())
        .contains("requester=petra", "before=2026-11-23T00:00:00Z");
  }

  private String ask() throws Exception {
    assertThat(screen.run("restore", "orders", "--requester", "jan", "--detach", "--json"))
        .isZero();
    return screen.outJson().path("workflowId").asText();
  }
}
