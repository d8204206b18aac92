package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.cli.dev.DevServer;
import io.tidemark.cli.outcome.CommandException;
import io.tidemark.cli.temporal.TemporalSession;
import io.tidemark.testkit.DatabaseComparison;
import io.tidemark.testkit.TestDatabase;
import io.tidemark.testkit.TestPrograms;
import io.tidemark.testkit.TestServers;
import io.tidemark.worker.config.TemporalConnection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The commands on real servers: {@code tidemark dev} in a process of its own, and PostgreSQL. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class EndToEndTest {
  private static final String BEFORE =
      "SELECT count(*) FROM pg_database WHERE datname LIKE '%\\_before\\_%'";

  private final TestDatabase database = TestServers.database(15);
  private final String name = database.name();
  private final Map<String, String> environment = new HashMap<>();
  private String address = "";
  private Program dev;

  EndToEndTest(@TempDir Path folder) throws IOException {
    database.execute(
        "CREATE TABLE orders AS SELECT n, md5(n::text) AS v FROM generate_series(1, 5000) n;"
            + " CREATE INDEX ON orders (v); CREATE VIEW few AS SELECT * FROM orders LIMIT 3");
    Path programs = TestPrograms.find("pg_dump", 15).path().getParent();
    environment.put("DATABASE_URL", database.uri());
    environment.put("BACKUP_DIR", folder.resolve("backups").toString());
    environment.put("BACKUP_ENCRYPTION_KEY", "correct horse battery staple");
    environment.put("TIDEMARK_PG_BIN", Objects.requireNonNull(programs).toString());
    Files.createDirectories(folder.resolve("backups"));
    String port = Integer.toString(DevServer.freePort());
    address = "127.0.0.1:" + port;
    dev =
        Program.start(
            environment,
            "dev",
            "--port=" + port,
            "--ui-port=" + DevServer.freePort(),
            "--http-port=0",
            "--db-file=" + folder.resolve("temporal.db"));
    environment.put("TEMPORAL_ADDRESS", address);
  }

  @BeforeAll
  void becomesReady() {
    dev.await("ready\n");
    assertThat(dev.output()).contains("Web UI    http://localhost:", "databases " + name);
  }

  @AfterAll
  void endsWithoutLeavingAProcess() throws Exception {
    List<ProcessHandle> family = dev.family();
    assertThat(family).as("a server beside it").hasSizeGreaterThan(1);
    dev.terminate();
    dev.end();
    dev.until("all is gone", () -> family.stream().noneMatch(ProcessHandle::isAlive));
    database.close();
  }

  @Test
  void aBackupIsListedShownVerifiedAndRestored() throws Exception {
    Screen screen = screen("tidemark");
    assertThat(screen.run("backup", name, "--json")).isZero();
    String id = screen.outJson().path("backupId").asText();
    assertThat(screen.outJson().path("rows").asLong()).isEqualTo(5_000);
    assertThat(screen.run("list", name)).isZero();
    assertThat(screen.out()).contains(id);
    assertThat(screen.run("show", id)).isZero();
    assertThat(screen.out()).contains("orders");
    assertThat(screen.run("verify", name, "--backup", id, "--json")).isZero();
    String copy = name + "_copy";
    assertThat(screen.run("restore", name, "--backup", id, "--into", copy, "--json")).isZero();
    try (TestDatabase restored = TestDatabase.existing(database.server(), copy)) {
      assertThat(DatabaseComparison.differences(database.target(), restored.target())).isEmpty();
    }
  }

  /** Somebody has locked a table, so a backup waits. */
  @Test
  void whoeverDetachesComesBackAndNobodyElseGetsIn() throws Exception {
    Screen screen = screen("tidemark");
    try (Connection session = database.connect();
        Statement statement = session.createStatement()) {
      session.setAutoCommit(false);
      statement.execute("LOCK TABLE orders IN ACCESS EXCLUSIVE MODE");
      screen.run("backup", name, "--detach", "--json");
      String first = screen.outJson().path("workflowId").asText();
      dev.until("it waits for the table", this::waitsForTable);
      assertThat(screen.run("backup", name, "--json")).isEqualTo(11);
      assertThat(screen.errJson().path("message").asText()).contains(first);
      session.rollback();
      assertThat(screen.run("attach", first, "--json")).isZero();
      assertThat(screen.outJson().path("rows").asLong()).isEqualTo(5_000);

      statement.execute("LOCK TABLE orders IN ACCESS EXCLUSIVE MODE");
      screen.run("backup", name, "--detach", "--json");
      String second = screen.outJson().path("workflowId").asText();
      assertThat(screen.run("cancel", second)).isZero();
      assertThat(screen.run("attach", second, "--json")).isEqualTo(1);
      assertThat(screen.errJson().path("type").asText()).isEqualTo("Cancelled");
      session.rollback();
    }
  }

  @Test
  void whatIsNotThereOrDamagedHasItsExitCode(@TempDir Path elsewhere) throws Exception {
    Screen screen = screen("tidemark");
    assertThat(screen.run("verify", name, "--backup", "20200101T000000Z-000000")).isEqualTo(10);
    assertThat(screen.run("backup", "nope")).isEqualTo(10);
    screen.run("backup", name, "--json");
    String id = screen.outJson().path("backupId").asText();
    Path part = largestPart(id);
    Path sound = Files.copy(part, elsewhere.resolve("sound"));
    byte[] bytes = Files.readAllBytes(part);
    bytes[bytes.length / 2] ^= 1;
    Files.write(part, bytes, StandardOpenOption.TRUNCATE_EXISTING);
    assertThat(screen.run("verify", name, "--backup", id, "--json")).isEqualTo(13);
    assertThat(screen.errJson().path("type").asText()).isEqualTo("BackupDamaged");
    Files.write(part, Files.readAllBytes(sound), StandardOpenOption.TRUNCATE_EXISTING);
    assertThat(screen.run("verify", name, "--backup", id)).isZero();
  }

  @Test
  void aWorkerOfItsOwnTakesWhatNobodyTook() throws Exception {
    Map<String, String> lonely = new HashMap<>(environment);
    lonely.put("TIDEMARK_TASK_QUEUE", "lonely");
    try (Program backup = Program.start(lonely, "backup", name)) {
      backup.await("tidemark worker");
      try (Program worker = Program.start(lonely, "worker", "--http-port=0")) {
        assertThat(backup.end()).as(backup.output()).isZero();
        assertThat(backup.output()).contains("sealed ");
        List<ProcessHandle> family = worker.family();
        worker.terminate();
        worker.end();
        worker.until("all is gone", () -> family.stream().noneMatch(ProcessHandle::isAlive));
      }
    }
  }

  /** On a real terminal there are a bar and a question. */
  @Test
  void aRestoreInPlaceAsksForTheNameOnATerminal() throws Exception {
    try (TestDatabase other = TestServers.database(15)) {
      Screen screen = screen("tidemark");
      screen.run("backup", name, "--json");
      try (Program refused = Program.onTerminal(environment, "restore", name)) {
        refused.await("name");
        refused.type("something else");
        assertThat(refused.end()).isEqualTo(12);
      }
      database.execute("CREATE TABLE later AS SELECT 1");
      try (Program restore = Program.onTerminal(environment, "restore")) {
        restore.await("Restore which one?");
        restore.type("");
        restore.await("name");
        restore.type(name);
        assertThat(restore.end()).as(restore.output()).isZero();
        assertThat(restore.output()).contains("\u001b[");
        assertThat(database.query("SELECT count(*) FROM pg_class WHERE relname = 'later'"))
            .isEqualTo("0");
        Matcher line = Pattern.compile("tidemark finalize (\\S+)").matcher(restore.output());
        assertThat(line.find()).as(restore.output()).isTrue();
        assertThat(screen.run("finalize", line.group(1))).isZero();
      }
      assertThat(other.query(BEFORE)).isEqualTo("0");
    }
  }

  /** What docs/restore.md lets people paste. */
  @Test
  void aRequestedRestoreIsApprovedTakenBackAndOnRecord() throws Exception {
    Screen screen = screen("tidemark");
    screen.run("backup", name, "--json");
    String backup = screen.outJson().path("backupId").asText();
    database.execute("CREATE TABLE lost AS SELECT 1");
    try {
      screen.run("restore", name, "--requester", "jan", "--detach", "--json");
      String id = screen.outJson().path("workflowId").asText();
      dev.until("it is pending", () -> screen.run("pending") == 0 && screen.out().contains(id));
      assertThat(screen.out()).contains("will be lost: public.lost", "from backup " + backup);
      assertThat(screen.run("pending", "--json")).isZero();
      String proof = screen.outJson().path("pending").path(0).path("proof").asText();

      assertThat(screen.run("approve", id, "--by", "jan", "--proof", proof)).isEqualTo(12);
      assertThat(screen.run("approve", id, "--by", "maria", "--proof", proof)).isZero();
      assertThat(screen.run("attach", id)).isZero();
      assertThat(screen.out()).contains("take it back with: tidemark rollback " + id);
      assertThat(database.query("SELECT to_regclass('lost')")).isNull();
      assertThat(screen.run("restore", name, "--requester", "jan", "--json")).isEqualTo(11);
      assertThat(screen.errJson().path("message").asText()).contains(id);

      assertThat(screen.run("rollback", id, "--by", "jan")).isZero();
      assertThat(database.query("SELECT to_regclass('lost')")).isEqualTo("lost");
      assertThat(screen.run("history", name)).isZero();
      assertThat(screen.out())
          .containsSubsequence(
              "backup " + backup,
              "requested by jan: backup " + backup,
              "safety backup",
              "decided by maria",
              "in-rollback-window",
              "rolled-back by jan");
    } finally {
      database.execute("DROP TABLE lost");
    }
  }

  @Test
  void theDoctorNamesWhatATerminatedRestoreLeft() throws Exception {
    Screen screen = screen("tidemark");
    screen.run("backup", name, "--json");
    String copy = name + "_left";
    screen.run("restore", name, "--into", copy, "--detach", "--json");
    String restore = screen.outJson().path("workflowId").asText();
    String side =
        "SELECT datname FROM pg_database d WHERE datname LIKE '"
            + copy
            + "\\_%' AND shobj_description(d.oid, 'pg_database') LIKE 'tidemark %'";
    dev.until("there is a side database", () -> database.query(side) != null);
    try (TemporalSession session = session("tidemark")) {
      session.client().newUntypedWorkflowStub(restore).terminate("a test");
    }
    String left = String.valueOf(database.query(side));

    screen.run("doctor");

    assertThat(screen.out() + screen.err()).contains(left);
    TestDatabase.existing(database.server(), left).close();
  }

  private boolean waitsForTable() {
    return "t"
        .equals(
            database.query(
                "SELECT count(*) > 0 FROM pg_stat_activity WHERE application_name LIKE"
                    + " 'tidemark/%' AND wait_event_type = 'Lock'"));
  }

  private Path largestPart(String backupId) throws IOException {
    try (Stream<Path> files = Files.walk(Path.of(String.valueOf(environment.get("BACKUP_DIR"))))) {
      return files
          .filter(file -> file.toString().contains(backupId) && file.toString().contains("rows"))
          .filter(Files::isRegularFile)
          .max((a, b) -> Long.compare(a.toFile().length(), b.toFile().length()))
          .orElseThrow();
    }
  }

  private Screen screen(String queue) {
    return new Screen(environment, () -> session(queue));
  }

  private TemporalSession session(String queue) throws CommandException {
    return TemporalSession.open(TemporalConnection.at(address), queue);
  }
}
