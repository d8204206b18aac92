package io.tidemark.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.api.restore.Finding;
import io.tidemark.census.DatabaseProperties;
import io.tidemark.census.DatabasePropertiesReader;
import io.tidemark.postgres.Sessions;
import io.tidemark.provision.ScratchPostgres;
import io.tidemark.testkit.TestDatabase;
import io.tidemark.testkit.TestServers;
import java.sql.Connection;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SideDatabaseTest {
  private static final AtomicInteger NUMBERS = new AtomicInteger();

  private final String name = "beside \"" + NUMBERS.incrementAndGet() + "\"";
  private final DatabaseMark mark = DatabaseMark.side("r", "workflow", "run");

  @ParameterizedTest
  @ValueSource(ints = {14, 15, 16, 17, 18})
  void itIsMadeAsRecordedMarkedAndClosedToThePublic(int major) throws Exception {
    ScratchPostgres server = TestServers.server(major);
    SideDatabase side = side(server);
    try (TestDatabase found = TestDatabase.existing(server, name)) {
      SideDatabase.Created created = side.create(name, mark, properties("LATIN1", "libc", null));
      assertThat(created.findings()).isEmpty();
      try (Connection session = found.connect()) {
        DatabaseProperties properties = new DatabasePropertiesReader(session).read();
        assertThat(properties.encoding()).isEqualTo("LATIN1");
        assertThat(properties.collate()).isEqualTo("C");
        assertThat(properties.connectionLimit()).isEqualTo(-1);
        assertThat(properties.settings()).isEmpty();
        assertThat(properties.grants()).noneMatch(grant -> grant.grantee().isEmpty());
        assertThat(DatabaseMark.parse(properties.comment())).contains(mark);
      }
      SideDatabase.Created again = side.create(name, mark, properties("LATIN1", "libc", null));
      assertThat(again.oid()).isNotEqualTo(created.oid());
      assertThat(side.drop(name, mark)).isTrue();
      assertThat(side.drop(name, mark)).isFalse();
    }
  }

  @Test
  void icuAndBuiltinLocalesAreKeptOrRefusedByVersion() throws Exception {
    ScratchPostgres server = TestServers.server(17);
    try (TestDatabase found = TestDatabase.existing(server, name)) {
      side(server).create(name, mark, properties("UTF8", "builtin", "C.UTF-8"));
      try (Connection session = found.connect()) {
        assertThat(new DatabasePropertiesReader(session).read().locale()).isEqualTo("C.UTF-8");
      }
    }
    SideDatabase old = side(TestServers.server(15));
    assertKind(
        LoadException.Kind.MISSING,
        () -> old.create(name, mark, properties("UTF8", "builtin", "C.UTF-8")));
    assertKind(
        LoadException.Kind.MISSING,
        () -> old.create(name, mark, properties("UTF8", "icu", "no such locale")));
  }

  @Test
  void aDatabaseWithoutThisRestoresMarkIsNeverTouched() throws Exception {
    ScratchPostgres server = TestServers.server(15);
    SideDatabase side = side(server);
    try (TestDatabase foreign = TestServers.database(15)) {
      foreign.execute("CREATE TABLE treasure ()");
      for (String comment :
          List.of(
              "NULL",
              "'tidemark {}'",
              "'" + DatabaseMark.side("another", "workflow", "run").toComment() + "'",
              "'" + DatabaseMark.side("r", "another workflow", "run").toComment() + "'",
              "'" + mark.replaced("live", null).toComment() + "'")) {
        foreign.execute("COMMENT ON DATABASE " + foreign.name() + " IS " + comment);
        assertKind(
            LoadException.Kind.CONFLICT,
            () -> side.create(foreign.name(), mark, properties("UTF8", "libc", null)));
        assertKind(LoadException.Kind.CONFLICT, () -> side.drop(foreign.name(), mark));
      }
      assertThat(foreign.query("SELECT count(*) FROM treasure")).isEqualTo("0");
    }
  }

  @Test
  void aCrashBeforeTheMarkLeavesADatabaseThatTheNextAttemptKnows() throws Exception {
    ScratchPostgres server = TestServers.server(17);
    try (TestDatabase maintenance = TestServers.database(17);
        TestDatabase side = TestDatabase.existing(server, name)) {
      maintenance.execute(
          "CREATE DATABASE "
              + io.tidemark.postgres.Sql.identifier(name)
              + " TEMPLATE template0 ALLOW_CONNECTIONS false CONNECTION LIMIT 0");
      side(server).create(name, mark, properties("UTF8", "libc", null));
      assertThat(side.query("SELECT 1")).isEqualTo("1");
    }
  }

  @Test
  void aMissingOwnerIsRefusedAndAMissingTablespaceTold() throws Exception {
    ScratchPostgres server = TestServers.server(18);
    DatabaseProperties good = properties("UTF8", "libc", null);
    assertKind(
        LoadException.Kind.MISSING,
        () -> side(server).create(name, mark, with(good, "nobody here", "pg_default")));
    try (TestDatabase unused = TestDatabase.existing(server, name)) {
      SideDatabase.Created created =
          side(server).create(name, mark, with(good, "postgres", "fast disks"));
      assertThat(created.findings())
          .singleElement()
          .satisfies(finding -> assertThat(finding.severity()).isEqualTo(Finding.Severity.WARNING));
      assertThat(unused.query("SELECT 1")).isEqualTo("1");
    }
  }

  private static SideDatabase side(ScratchPostgres server) {
    return new SideDatabase(() -> new Sessions().open(server.target(), "tidemark maintenance"));
  }

  private static void assertKind(LoadException.Kind kind, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOf(LoadException.class)
        .extracting(e -> ((LoadException) e).kind())
        .isEqualTo(kind);
  }

  private static DatabaseProperties with(DatabaseProperties p, String owner, String tablespace) {
    return new DatabaseProperties(
        p.name(),
        p.encoding(),
        p.localeProvider(),
        p.collate(),
        p.ctype(),
        p.locale(),
        p.icuRules(),
        p.collationVersion(),
        owner,
        tablespace,
        p.connectionLimit(),
        p.allowConnections(),
        p.template(),
        p.defaultAcl(),
        p.grants(),
        p.settings(),
        p.comment());
  }

  private static DatabaseProperties properties(
      String encoding, String provider, @Nullable String locale) {
    return new DatabaseProperties(
        "orders",
        encoding,
        provider,
        "C",
        "C",
        locale,
        null,
        null,
        "postgres",
        "pg_default",
        7,
        true,
        false,
        true,
        List.of(),
        List.of(new DatabaseProperties.Setting("", "work_mem", "9MB")),
        "a comment");
  }
}
