package io.tidemark.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.tidemark.postgres.PostgresException.Kind;
import io.tidemark.testkit.TestDatabase;
import io.tidemark.testkit.TestServers;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.PGConnection;

class SessionsTest {
  private final Sessions sessions = new Sessions();

  @ParameterizedTest
  @ValueSource(ints = {14, 15, 16, 17, 18})
  void readsTheFactsOfEverySupportedServer(int major) throws SQLException {
    try (Connection session = sessions.open(TestServers.server(major).target(), "facts")) {
      ServerFacts facts = ServerFacts.read(session);
      assertThat(facts.major()).isEqualTo(major);
      assertThat(facts.encoding()).isEqualTo("UTF8");
      assertThat(facts.localeProvider()).isEqualTo("libc");
      assertThat(facts.superuser()).isTrue();
      assertThat(facts.systemIdentifier()).isPresent();
      assertThat(facts.walLsn()).isPresent();
      assertThat(facts.lockTableSize()).isEqualTo(64 * (100 + 5));
    }
  }

  @Test
  void namesItselfAndSetsTheServersKeepalives() throws SQLException {
    String name = "é".repeat(2) + "x".repeat(70);
    try (Connection session = sessions.open(TestServers.server(15).target(), name)) {
      assertThat(show(session, "application_name")).isEqualTo("??" + "x".repeat(61));
      assertThat(show(session, "tcp_keepalives_idle")).isEqualTo("30");
      assertThat(show(session, "tcp_user_timeout")).isEqualTo("60000");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {14, 18})
  void movesRowsThroughTheSocketBothWays(int major) throws Exception {
    byte[] rows = "some text\n".repeat(3_000_000).getBytes(java.nio.charset.StandardCharsets.UTF_8);
    try (Connection session = sessions.open(TestServers.server(major).socketTarget(), "socket");
        Statement statement = session.createStatement()) {
      statement.execute("CREATE TEMPORARY TABLE t (a text)");
      var copy = session.unwrap(PGConnection.class).getCopyAPI();
      assertThat(copy.copyIn("COPY t FROM STDIN", new ByteArrayInputStream(rows)))
          .isEqualTo(3_000_000);
      ByteArrayOutputStream back = new ByteArrayOutputStream();
      copy.copyOut("COPY t TO STDOUT", back);
      assertThat(back.toByteArray()).isEqualTo(rows);
    }
  }

  @Test
  void triesSocketsAndHostsInOrder() throws SQLException {
    ConnectionTarget real = TestServers.server(15).target();
    ConnectionTarget several =
        new ConnectionTarget(
            List.of(
                new HostPort("/nowhere", 5432), new HostPort("127.0.0.1", 1), real.hosts().get(0)),
            "postgres",
            real.user(),
            real.password(),
            Map.of(),
            false,
            List.of());
    try (Connection session = sessions.open(several, "several")) {
      assertThat(session.isValid(5)).isTrue();
    }
  }

  @Test
  void classifiesFailuresWithoutSecrets() {
    ConnectionTarget real = TestServers.server(15).target();
    assertFailure(real.withDatabase("nope"), Kind.NOT_FOUND, "database \"nope\" does not exist");
    assertFailure(
        real.withUser("postgres", Optional.of(Secret.of("wrong-secret"))),
        Kind.ACCESS_DENIED,
        "password authentication failed");
    ConnectionTarget nobodyThere =
        new ConnectionTarget(
            List.of(new HostPort("127.0.0.1", 1)),
            "d",
            "u",
            Optional.of(Secret.of("wrong-secret")),
            Map.of(),
            false,
            List.of());
    assertFailure(nobodyThere, Kind.UNAVAILABLE, "127.0.0.1:1");
    assertFailure(
        DatabaseUri.parse("postgresql://u@/d?host=/no/such/folder"),
        Kind.UNAVAILABLE,
        "/no/such/folder/.s.PGSQL.5432");
  }

  private void assertFailure(ConnectionTarget target, Kind kind, String words) {
    assertThatThrownBy(() -> sessions.open(target, "fails").close())
        .hasMessageContaining(words)
        .hasMessageNotContaining("wrong-secret")
        .hasNoCause()
        .asInstanceOf(type(PostgresException.class))
        .extracting(PostgresException::kind)
        .isEqualTo(kind);
  }

  @Test
  void keepsValuesOutOfMessages() throws SQLException {
    try (Connection session = sessions.open(TestServers.server(15).target(), "values");
        Statement statement = session.createStatement()) {
      assertThatThrownBy(() -> statement.execute("SELECT 'patient Doe'::int"))
          .isInstanceOfSatisfying(
              SQLException.class,
              failure ->
                  assertThat((Throwable) PostgresException.of("reading", failure))
                      .hasMessage("reading: invalid input syntax for type integer"));
      statement.execute("CREATE TEMPORARY TABLE t (a text UNIQUE); INSERT INTO t VALUES ('Doe')");
      assertThatThrownBy(() -> statement.execute("INSERT INTO t VALUES ('Doe')"))
          .hasMessageNotContaining("Doe");
    }
  }

  @Test
  void refusesWhatSaysThatItIsAPooler() {
    ConnectionTarget pooled = DatabaseUri.parse("postgresql://u@h/d?pgbouncer=true");
    assertFailure(pooled, Kind.POOLED, "set DIRECT_URL");
  }

  @Test
  void findsOutAPoolerThatSharesSessions() throws Exception {
    try (TransactionPooler pooler = new TransactionPooler(TestServers.server(15).socketTarget())) {
      ConnectionTarget target =
          new ConnectionTarget(
              List.of(new HostPort("127.0.0.1", pooler.port())),
              "postgres",
              "postgres",
              Optional.empty(),
              Map.of("sslmode", "disable"),
              false,
              List.of());
      assertFailure(target, Kind.POOLED, "set DIRECT_URL");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {14, 15, 17, 18})
  void aDatabasesSettingsDoNotSpoilADump(int major) throws SQLException {
    try (TestDatabase database = TestServers.database(major)) {
      StringBuilder settings = new StringBuilder();
      for (String setting :
          List.of(
              "search_path = public",
              "datestyle = 'German'",
              "intervalstyle = 'iso_8601'",
              "extra_float_digits = 0",
              "bytea_output = 'escape'",
              "statement_timeout = '1h'",
              "lock_timeout = '1h'",
              "idle_in_transaction_session_timeout = '1h'",
              "idle_session_timeout = '1h'",
              "default_transaction_read_only = on",
              "row_security = on",
              "array_nulls = off")) {
        settings.append("ALTER DATABASE " + database.name() + " SET " + setting + ";");
      }
      database.execute(settings.toString());
      try (Connection session = sessions.open(database.target(), "dump")) {
        SessionSettings.forDump(session);
        assertThat(show(session, "search_path")).isIn("", "\"\"");
        assertThat(show(session, "datestyle")).isEqualTo("ISO, MDY");
        assertThat(show(session, "intervalstyle")).isEqualTo("postgres");
        assertThat(show(session, "extra_float_digits")).isEqualTo("3");
        assertThat(show(session, "bytea_output")).isEqualTo("hex");
        assertThat(show(session, "row_security")).isEqualTo("off");
        for (String timeout :
            List.of(
                "statement_timeout",
                "lock_timeout",
                "idle_in_transaction_session_timeout",
                "idle_session_timeout")) {
          assertThat(show(session, timeout)).as(timeout).isEqualTo("0");
        }
      }
      try (Connection session = sessions.open(database.target(), "load");
          Statement statement = session.createStatement()) {
        SessionSettings.forLoad(session);
        statement.execute("CREATE TABLE public.t (a text[])");
        assertThat(show(session, "array_nulls")).isEqualTo("on");
      }
    }
  }

  @Test
  void movesBytesOfAnSqlAsciiDatabaseUnchanged() throws Exception {
    byte[] rows = {(byte) 0xE9, (byte) 0xFF, (byte) 0xC3, '\n'};
    try (TestDatabase database = TestServers.database(15, "ENCODING 'SQL_ASCII' LOCALE 'C'");
        Connection session = sessions.open(database.target(), "ascii");
        Statement statement = session.createStatement()) {
      SessionSettings.forLoad(session);
      statement.execute("CREATE TABLE public.t (a text)");
      var copy = session.unwrap(PGConnection.class).getCopyAPI();
      copy.copyIn("COPY public.t FROM STDIN", new ByteArrayInputStream(rows));
      ByteArrayOutputStream back = new ByteArrayOutputStream();
      copy.copyOut("COPY public.t TO STDOUT", back);
      assertThat(back.toByteArray()).isEqualTo(rows);
    }
  }

  @Test
  void aLoginTriggerDoesNotShutCheckSessionsOut() throws SQLException {
    try (TestDatabase database = TestServers.database(17)) {
      database.execute(
          """
          CREATE FUNCTION no() RETURNS event_trigger LANGUAGE plpgsql AS
            $$ BEGIN RAISE EXCEPTION 'nobody enters'; END $$;
          CREATE EVENT TRIGGER no ON login EXECUTE FUNCTION no();
          ALTER EVENT TRIGGER no ENABLE ALWAYS\
          """);
      assertThatThrownBy(database::connect).hasMessageContaining("nobody enters");
      try (Connection session = sessions.openWithoutEventTriggers(database.target(), "check")) {
        SessionSettings.forCheck(session);
        assertThat(show(session, "default_transaction_read_only")).isEqualTo("on");
      }
    }
    try (TestDatabase database = TestServers.database(14);
        Connection session = sessions.openWithoutEventTriggers(database.target(), "check")) {
      assertThat(session.isValid(5)).isTrue();
    }
  }

  private static String show(Connection session, String setting) throws SQLException {
    try (Statement statement = session.createStatement();
        ResultSet row = statement.executeQuery("SHOW " + setting)) {
      row.next();
      return row.getString(1);
    }
  }
}
