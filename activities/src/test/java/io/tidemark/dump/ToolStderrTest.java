package io.tidemark.dump;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.postgres.PgExit;
import io.tidemark.postgres.PgToolException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ToolStderrTest {
  @Test
  void silenceIsGood() throws PgToolException {
    assertThat(ToolStderr.judge("pg_dump", exit(0))).isEmpty();
  }

  @Test
  void theExitStatusComesFirst() {
    assertThatThrownBy(() -> ToolStderr.judge("pg_dump", exit(1, "pg_dump: error: no")))
        .isInstanceOf(PgToolException.class)
        .hasMessageContaining("status 1")
        .hasMessageContaining("pg_dump: error: no");
  }

  @Test
  void anUnknownLineFailsThePart() {
    assertThatThrownBy(
            () -> ToolStderr.judge("pg_dump", exit(0, "pg_dump: warning: left something out")))
        .hasMessageContaining("left something out");
  }

  @Test
  void linesThatCouldNotBeReadFailThePart() {
    assertThatThrownBy(() -> ToolStderr.judge("pg_dump", new PgExit(0, List.of(), 1)))
        .hasMessageContaining("judged");
  }

  @Test
  void circularForeignKeysAreOfNoConsequence() throws PgToolException {
    assertThat(
            ToolStderr.judge(
                "pg_dump",
                exit(
                    0,
                    "pg_dump: warning: there are circular foreign-key constraints on this table:",
                    "pg_dump: detail: circ1",
                    "pg_dump: hint: You might not be able to restore the dump without using"
                        + " --disable-triggers or temporarily dropping the constraints.")))
        .isEmpty();
  }

  @Test
  void whatIsLeftOutForLackOfRightsIsForPeopleToRead() throws PgToolException {
    String line =
        "pg_dump: warning: subscriptions not dumped because current user is not a superuser";

    assertThat(ToolStderr.judge("pg_dump", exit(0, line))).containsExactly(line);
  }

  @Test
  void aCollationOfAnotherVersionIsForPeopleToRead() throws PgToolException {
    assertThat(
            ToolStderr.judge(
                "pg_dump",
                exit(
                    0,
                    "WARNING:  database \"orders\" has a collation version mismatch",
                    "DETAIL:  The database was created using collation version 2.31, but the"
                        + " operating system provides version 2.36.",
                    "HINT:  Rebuild all objects in this database that use the default collation"
                        + " and run ALTER DATABASE orders REFRESH COLLATION VERSION, or build"
                        + " PostgreSQL with the right library version.")))
        .hasSize(3);
  }

  private static PgExit exit(int status, String... lines) {
    return new PgExit(status, List.of(lines), 0);
  }
}
