package io.tidemark.dump;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.pipeline.Dumped;
import io.tidemark.pipeline.PipelineProgress;
import io.tidemark.plan.BackupPlan;
import io.tidemark.plan.BlockRange;
import io.tidemark.plan.Cutter;
import io.tidemark.plan.DumpRights;
import io.tidemark.plan.PlannedPart;
import io.tidemark.plan.PlannedTable;
import io.tidemark.plan.TableCatalog;
import io.tidemark.plan.TableName;
import io.tidemark.postgres.PgToolException;
import io.tidemark.postgres.Secret;
import io.tidemark.postgres.SessionSettings;
import io.tidemark.postgres.Sessions;
import io.tidemark.snapshot.SnapshotGoneException;
import io.tidemark.testkit.TestDatabase;
import io.tidemark.testkit.TestServers;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.sql.Connection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.PGConnection;

/** The traps of dumping rows, one by one. */
class CopyTrapsTest {
  @Test
  void rowSecurityNeverHidesRowsSilently() throws Exception {
    try (TestDatabase database = TestServers.database(15)) {
      database.execute(
          "CREATE ROLE plain_dumper LOGIN PASSWORD 'x' IN ROLE pg_read_all_data;"
              + "CREATE TABLE a (id int); INSERT INTO a VALUES (1);"
              + "ALTER TABLE a ENABLE ROW LEVEL SECURITY");
      try (Connection session =
          new Sessions()
              .open(
                  database.target().withUser("plain_dumper", Optional.of(Secret.of("x"))),
                  "tidemark test")) {
        SessionSettings.forDump(session);
        PlannedTable a = TableCatalog.read(session).rows().get(0);

        assertThatThrownBy(
                () ->
                    session
                        .unwrap(PGConnection.class)
                        .getCopyAPI()
                        .copyOut(
                            RowsSource.copyOut(a, null, "UTF8"), OutputStream.nullOutputStream()))
            .hasMessageContaining("row-level security");
        assertThat(DumpRights.read(session).missing())
            .singleElement()
            .asString()
            .contains("row security", "public.a", "BYPASSRLS");
      } finally {
        database.execute("DROP OWNED BY plain_dumper; DROP ROLE plain_dumper");
      }
    }
  }

  @Test
  void databaseSettingsSpoilNothing() throws Exception {
    try (TestDatabase database = TestServers.database(15)) {
      database.execute(
          "CREATE TABLE a (x xml, d date, f float8, iv interval, b bytea);"
              + "INSERT INTO a VALUES ('a<b/>', '2001-02-03', 0.1::float8 + 0.2, '-1 day 2 hours',"
              + " '\\x00ff')");
      for (String setting :
          List.of(
              "xmloption = document",
              "search_path = pg_temp",
              "datestyle = 'SQL, DMY'",
              "extra_float_digits = -10",
              "intervalstyle = iso_8601",
              "bytea_output = escape",
              "default_transaction_read_only = on",
              "statement_timeout = '2s'")) {
        database.execute(
            "SET statement_timeout = 0; SET transaction_read_only = off; ALTER DATABASE "
                + database.name()
                + " SET "
                + setting);
      }
      try (BackupRig rig = new BackupRig(database)) {
        BackupPlan plan = rig.plan(Cutter.DEFAULT_PART_BYTES);
        String script = BackupRig.text(BackupRig.bytes(rig.sourceOf(plan, rows(plan))));

        assertThat(script)
            .contains("a<b/>\t2001-02-03\t0.30000000000000004\t-1 days +02:00:00\t\\\\x00ff\n");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {15, 17, 18})
  void rowsBelowAHashOfAnEnumLoadThroughTheRoot(int major) throws Exception {
    try (TestDatabase database = TestServers.database(major)) {
      database.execute(
          "CREATE TYPE mood AS ENUM ('a', 'b'); CREATE DOMAIN dom AS mood;"
              + "CREATE TYPE comp AS (m mood);"
              + part("plain", "mood")
              + part("dom_", "dom")
              + part("arr", "mood[]")
              + part("comp_", "comp")
              + part("ints", "int"));

      assertThat(catalog(database).rows())
          .extracting(table -> table.name().name() + ">" + table.loadInto().name())
          .containsExactlyInAnyOrder(
              "plain0>plain", "dom_0>dom_", "arr0>arr", "comp_0>comp_", "ints0>ints0");
    }
  }

  @Test
  void whatIsLeftToPgDumpIsNotARowsTable() throws Exception {
    try (TestDatabase database = TestServers.database(15)) {
      database.execute(
          "CREATE TABLE mine (id int); CREATE VIEW v AS SELECT 1; CREATE MATERIALIZED VIEW m AS"
              + " SELECT 1; CREATE FOREIGN DATA WRAPPER w; CREATE SERVER s FOREIGN DATA WRAPPER w;"
              + "CREATE FOREIGN TABLE f (id int) SERVER s;"
              + "CREATE TABLE p (id int) PARTITION BY LIST (id);"
              + "CREATE TEMPORARY TABLE tmp (id int)");

      assertThat(catalog(database).rows())
          .extracting(table -> table.name().name())
          .containsExactly("mine");
    }
  }

  @Test
  void anExclusionThatMatchesNothingIsNoticed() throws Exception {
    try (TestDatabase database = TestServers.database(15)) {
      database.execute("CREATE TABLE a (id int); INSERT INTO a VALUES (1)");
      try (BackupRig rig = new BackupRig(database)) {
        BackupPlan plan = rig.plan(Cutter.DEFAULT_PART_BYTES);
        PlannedTable a = plan.tables().get(0);
        PlannedTable misspelt =
            new PlannedTable(
                a.oid(), new TableName("public", "A"), a.loadInto(), a.columns(), true, 1, 1);
        BackupPlan wrong = new BackupPlan(1, plan.parts(), List.of(misspelt), List.of(), List.of());

        assertThatThrownBy(() -> BackupRig.bytes(rig.sourceOf(wrong, plan.parts().get(0))))
            .isInstanceOf(PgToolException.class)
            .hasMessageContaining("besides the rows parts [" + a.oid() + "]");
        assertThat(BackupRig.bytes(rig.sourceOf(plan, plan.parts().get(0)))).isNotEmpty();
      }
    }
  }

  @Test
  void aSliceIsReadByATidRangeScanWhateverTheStatisticsSay() throws Exception {
    try (TestDatabase database = TestServers.database(15)) {
      database.execute(
          "CREATE TABLE a (id int) WITH (autovacuum_enabled = off);"
              + "INSERT INTO a SELECT generate_series(1, 10000)");
      PlannedTable a = catalog(database).rows().get(0);
      String copy = RowsSource.copyOut(a, new BlockRange(2, 5L), "UTF8");
      String select = copy.substring("COPY (".length(), copy.lastIndexOf(')'));

      try (Connection session = database.connect();
          var statement = session.createStatement()) {
        statement.execute("SET enable_seqscan = off");
        try (var plan = statement.executeQuery("EXPLAIN " + select)) {
          plan.next();
          assertThat(plan.getString(1)).contains("Tid Range Scan");
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"SQL_ASCII", "LATIN1", "WIN1252", "EUC_JP"})
  void bytesOfOtherEncodingsAreNotTouched(String encoding) throws Exception {
    String options = "ENCODING '" + encoding + "' LC_COLLATE 'C' LC_CTYPE 'C'";
    try (TestDatabase database = TestServers.database(15, options);
        TestDatabase copy = TestServers.database(15, options)) {
      String bytes =
          switch (encoding) {
            case "EUC_JP" -> "'\\xc6fccbdc'";
            case "SQL_ASCII" -> "'\\xffe9fe'";
            default -> "'\\xe9'";
          };
      String name = "convert_from(" + bytes + ", '" + encoding + "')";
      database.execute(
          "DO $$ BEGIN EXECUTE format('CREATE TABLE %I (%I text)', "
              + name
              + ", 'c' || "
              + name
              + "); EXECUTE format('INSERT INTO %I VALUES (%L)', "
              + name
              + ", "
              + name
              + "); END $$");
      try (BackupRig rig = new BackupRig(database)) {
        BackupPlan plan = rig.plan(Cutter.DEFAULT_PART_BYTES);
        rig.dump(plan);
        rig.load(plan, copy);
      }
      String names =
          "SELECT encode(convert_to(relname::text, '"
              + encoding
              + "'), 'hex') FROM pg_class WHERE relkind = 'r' AND oid >= 16384";
      assertThat(copy.query(names)).isEqualTo(database.query(names));
      String all =
          "DO $$ DECLARE n text; v text; BEGIN SELECT relname INTO n FROM pg_class WHERE relkind ="
              + " 'r' AND oid >= 16384; EXECUTE format('SELECT * FROM %I', n) INTO v;"
              + " IF convert_to(v, '"
              + encoding
              + "') IS DISTINCT FROM "
              + bytes
              + "::bytea THEN RAISE EXCEPTION 'changed'; END IF; END $$";
      copy.execute(all);
    }
  }

  @Test
  void anInterruptEndsTheSessionAndThePart() throws Exception {
    try (TestDatabase database = TestServers.database(15)) {
      database.execute("CREATE TABLE a AS SELECT generate_series(1, 2000000) AS id");
      try (BackupRig rig = new BackupRig(database)) {
        BackupPlan plan = rig.plan(Cutter.DEFAULT_PART_BYTES);
        Thread[] reader = new Thread[1];
        CompletableFuture<Dumped> reading = new CompletableFuture<>();
        OutputStream stuck =
            new OutputStream() {
              @Override
              public void write(int b) {}

              @Override
              public void write(byte[] bytes, int offset, int length) {
                // A consumer that takes its time: the server is kept busy.
                Thread.onSpinWait();
              }
            };
        reader[0] =
            new Thread(
                () -> {
                  try {
                    while (true) {
                      rig.sourceOf(plan, rows(plan)).writeTo(stuck, new PipelineProgress());
                    }
                  } catch (Exception e) {
                    reading.completeExceptionally(e);
                  }
                });
        reader[0].start();
        reader[0].interrupt();

        assertThatThrownBy(() -> reading.get(10, TimeUnit.SECONDS))
            .isInstanceOf(ExecutionException.class)
            .hasCauseInstanceOf(InterruptedException.class);
        reader[0].join();
      }
    }
  }

  @Test
  void aPartOfADeadHolderFailsAsSnapshotGone() throws Exception {
    try (TestDatabase database = TestServers.database(18)) {
      database.execute("CREATE TABLE a (id int)");
      try (BackupRig rig = new BackupRig(database)) {
        BackupPlan plan = rig.plan(Cutter.DEFAULT_PART_BYTES);
        rig.letGo();
        for (PlannedPart part : plan.parts()) {
          if (!(part instanceof PlannedPart.Globals)) {
            assertThatThrownBy(() -> BackupRig.bytes(rig.sourceOf(plan, part)))
                .isInstanceOf(SnapshotGoneException.class);
          }
        }
      }
    }
  }

  @Test
  void extensionConfigurationTravelsInThePgDumpArchive() throws Exception {
    try (TestDatabase database = TestServers.database(15)) {
      database.execute(
          "CREATE SCHEMA ext; CREATE TABLE ext.member (id int); CREATE TABLE ext.config (id int);"
              + "INSERT INTO ext.config VALUES (1), (2)");
      // An extension's own script cannot be installed here; its catalog rows can be made.
      database.execute(
          "SET allow_system_table_mods = on;"
              + "INSERT INTO pg_extension (oid, extname, extowner, extnamespace, extrelocatable,"
              + " extversion, extconfig, extcondition) SELECT 70000, 'fake', 10, 'ext'::regnamespace,"
              + " false, '1', ARRAY['ext.config'::regclass::oid], ARRAY['WHERE id > 1'];"
              + "INSERT INTO pg_depend VALUES ('pg_class'::regclass, 'ext.member'::regclass, 0,"
              + " 'pg_extension'::regclass, 70000, 0, 'e'), ('pg_class'::regclass,"
              + " 'ext.config'::regclass, 0, 'pg_extension'::regclass, 70000, 0, 'e')");
      try (BackupRig rig = new BackupRig(database)) {
        BackupPlan plan = rig.plan(Cutter.DEFAULT_PART_BYTES);

        assertThat(plan.tables()).isEmpty();
        assertThat(plan.leftToPgDump())
            .extracting(table -> table.name().name())
            .containsExactly("config");
        assertThat(BackupRig.bytes(rig.sourceOf(plan, plan.parts().get(0)))).isNotEmpty();
      }
    }
  }

  @Test
  void aRoleWithoutPgAuthidLeavesPasswordsOutAndSaysSo() throws Exception {
    try (TestDatabase database = TestServers.database(17)) {
      database.execute("CREATE ROLE managed LOGIN PASSWORD 'x'");
      try (BackupRig rig = new BackupRig(database)) {
        GlobalsSource source =
            new GlobalsSource(
                rig.program("pg_dumpall"),
                new Sessions(),
                database.target().withUser("managed", Optional.of(Secret.of("x"))),
                rig.access("globals").name());
        var out = new ByteArrayOutputStream();

        Dumped dumped = source.writeTo(out, new PipelineProgress());

        assertThat(dumped.notices()).anyMatch(notice -> notice.contains("role passwords"));
        assertThat(BackupRig.text(out.toByteArray()))
            .contains("CREATE ROLE managed")
            .doesNotContain("PASSWORD '");
        assertThat(
                BackupRig.text(
                    BackupRig.bytes(
                        rig.sourceOf(
                            new BackupPlan(1, List.of(), List.of(), List.of(), List.of()),
                            new PlannedPart.Globals(0)))))
            .contains("PASSWORD 'SCRAM");
      } finally {
        database.execute("DROP ROLE managed");
      }
    }
  }

  private static String part(String name, String type) {
    return String.format(
        "CREATE TABLE %1$s (k %2$s) PARTITION BY HASH (k);"
            + "CREATE TABLE %1$s0 PARTITION OF %1$s FOR VALUES WITH (MODULUS 1, REMAINDER 0);",
        name, type);
  }

  private static TableCatalog catalog(TestDatabase database) throws Exception {
    try (Connection session = database.connect()) {
      return TableCatalog.read(session);
    }
  }

  private static PlannedPart rows(BackupPlan plan) {
    return plan.parts().stream()
        .filter(part -> part instanceof PlannedPart.Rows)
        .min(Comparator.comparingInt(PlannedPart::index))
        .orElseThrow();
  }
}
