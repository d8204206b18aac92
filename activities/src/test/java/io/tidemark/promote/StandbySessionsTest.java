package io.tidemark.promote;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.api.restore.Finding;
import io.tidemark.load.Connector;
import io.tidemark.postgres.Sessions;
import io.tidemark.provision.ScratchPostgres;
import io.tidemark.testkit.StandbyServer;
import io.tidemark.testkit.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A rename that a standby replays does not end the sessions it has with the old database. */
final class StandbySessionsTest {
  private static final Sessions SESSIONS = new Sessions();

  @Test
  void nobodyGoesOnReadingTheOldDatabaseOnTheStandby() throws Exception {
    try (StandbyServer servers = StandbyServer.start(17, Map.of())) {
      TestDatabase old = servers.database("orders");
      old.execute("CREATE TABLE which AS SELECT 'old' AS it");
      servers.database("side").execute("CREATE TABLE which AS SELECT 'new' AS it");
      servers.catchUp();
      Connector reader =
          () -> SESSIONS.open(servers.standby().target().withDatabase("orders"), "reader");
      try (Connection before = reader.open()) {
        long oid =
            Long.parseLong(which(before, "SELECT oid FROM pg_database WHERE datname = 'orders'"));
        TestDatabase.existing(servers.primary(), "postgres")
            .execute(
                "ALTER DATABASE orders RENAME TO orders_old;"
                    + " ALTER DATABASE side RENAME TO orders");
        servers.catchUp();
        assertThat(which(before, "SELECT it FROM which")).as("the trap").isEqualTo("old");

        List<Finding> findings =
            new StandbySessions(maintenance(servers.primary()), maintenance(servers.standby()))
                .end(oid, "orders");

        assertThat(findings).isEmpty();
        assertThat(before.isValid(5)).isFalse();
      }
      try (Connection after = reader.open()) {
        assertThat(which(after, "SELECT it FROM which")).isEqualTo("new");
      }
    }
  }

  @Test
  void aStandbyThatCannotBeAskedIsAFinding() throws Exception {
    Connector gone =
        () -> {
          throw new SQLException("connection refused", "08001");
        };
    assertThat(new StandbySessions(gone, gone).end(1, "orders"))
        .singleElement()
        .satisfies(
            finding -> assertThat(finding.message()).contains("08001", "pg_terminate_backend"));
  }

  private static Connector maintenance(ScratchPostgres server) {
    return () -> SESSIONS.open(server.target(), "tidemark maintenance");
  }

  private static String which(Connection session, String sql) throws SQLException {
    try (Statement statement = session.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }
}
