package io.tidemark.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.testkit.TestDatabase;
import io.tidemark.testkit.TestPrograms;
import io.tidemark.testkit.TestServers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PgProcessTest {
  private static final String ODD_PASSWORD = "p w'\"\\:@/?#%$é";

  @ParameterizedTest
  @ValueSource(ints = {15, 17, 18})
  void dumpsOverTcpAndThroughTheSocket(int major) throws Exception {
    try (TestDatabase database = TestServers.database(major)) {
      database.execute("CREATE TABLE t (a int)");
      for (ConnectionTarget target :
          List.of(
              database.target(), database.server().socketTarget().withDatabase(database.name()))) {
        Run run = run(TestPrograms.find("pg_dump", major), List.of("--schema-only"), target);
        assertThat(run.exit().status()).as(run.exit().stderrTail()).isZero();
        assertThat(run.exit().stderr()).isEmpty();
        assertThat(run.stdout()).contains("CREATE TABLE public.t");
      }
    }
  }

  @Test
  void collectsWhatAProgramComplainsOf() throws Exception {
    ConnectionTarget target = TestServers.server(15).target().withDatabase("no such = 'database'");
    Run run = run(TestPrograms.find("pg_dump", 15), List.of(), target);
    assertThat(run.exit().status()).isEqualTo(1);
    assertThat(run.exit().stderr())
        .singleElement()
        .asString()
        .contains("database \"no such = 'database'\" does not exist");
  }

  @Test
  void hidesThePasswordFromTheProcessList() throws Exception {
    try (TestDatabase database = TestServers.database(15)) {
      database.execute(
          "CREATE TABLE t (a int); CREATE ROLE odd LOGIN SUPERUSER PASSWORD "
              + Sql.literal(ODD_PASSWORD));
      ConnectionTarget target =
          database.target().withUser("odd", Optional.of(Secret.of(ODD_PASSWORD)));
      try (var blocker = database.connect();
          var statement = blocker.createStatement()) {
        blocker.setAutoCommit(false);
        statement.execute("LOCK TABLE t IN ACCESS EXCLUSIVE MODE");
        PgProgram program = TestPrograms.find("pg_dump", 15);
        try (PgProcess process =
            PgProcess.start(PgCommand.connected(program, List.of(), target, "blocked"))) {
          awaitSession(database, "blocked");
          assertThat(commandLineOf(process.pid())).contains("pg_dump").doesNotContain("p w");
        }
        awaitNoSession(database, "blocked");
      } finally {
        database.execute("DROP ROLE odd");
      }
    }
  }

  @Test
  void dumpsRolesThroughPgDumpall() throws Exception {
    Run run =
        run(
            TestPrograms.find("pg_dumpall", 17),
            List.of("--globals-only", "--no-role-passwords"),
            TestServers.server(17).target());
    assertThat(run.exit().status()).as(run.exit().stderrTail()).isZero();
    assertThat(run.stdout()).contains("CREATE ROLE postgres");
  }

  @Test
  void cleansTheEnvironment() {
    PgCommand command =
        PgCommand.connected(
            new PgProgram("pg_dump", Path.of("/bin/pg_dump"), new PgVersion(17, 11), List.of()),
            List.of(),
            DatabaseUri.parse("postgresql://u@h/d?sslmode=require&options=-c%20geqo%3Doff"),
            "app");
    assertThat(
            LibpqEnvironment.of(
                command, java.util.Map.of("PATH", "/bin", "PGSERVICE", "evil", "PGDATA", "x")))
        .doesNotContainKeys("PGSERVICE", "PGDATA", "PGPASSWORD")
        .containsEntry("PATH", "/bin")
        .containsEntry("PGSSLMODE", "require")
        .hasEntrySatisfying("PGOPTIONS", value -> assertThat(value).endsWith(" -c geqo=off"));
  }

  private record Run(String stdout, PgExit exit) {}

  private static Run run(PgProgram program, List<String> arguments, ConnectionTarget target)
      throws IOException, InterruptedException {
    try (PgProcess process =
        PgProcess.start(PgCommand.connected(program, arguments, target, "PgProcessTest"))) {
      process.stdin().close();
      String out = new String(process.stdout().readAllBytes(), StandardCharsets.UTF_8);
      return new Run(out, process.waitFor());
    }
  }

  private static String commandLineOf(long pid) throws IOException {
    return Files.readString(Path.of("/proc/" + pid + "/cmdline"));
  }

  private static void awaitSession(TestDatabase database, String applicationName)
      throws InterruptedException {
    await(database, applicationName, "1");
  }

  private static void awaitNoSession(TestDatabase database, String applicationName)
      throws InterruptedException {
    await(database, applicationName, "0");
  }

  private static void await(TestDatabase database, String applicationName, String count)
      throws InterruptedException {
    long deadline = System.nanoTime() + 20_000_000_000L;
    String query =
        "SELECT count(*) FROM pg_stat_activity WHERE application_name = "
            + Sql.literal(applicationName);
    while (!count.equals(database.query(query))) {
      assertThat(System.nanoTime()).as(query).isLessThan(deadline);
      Thread.sleep(20);
    }
  }
}
