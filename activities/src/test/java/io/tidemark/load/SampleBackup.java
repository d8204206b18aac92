package io.tidemark.load;

import io.tidemark.archive.Contents;
import io.tidemark.archive.RecordedServer;
import io.tidemark.archive.RecordedSnapshot;
import io.tidemark.census.CensusReader;
import io.tidemark.census.DatabaseProperties;
import io.tidemark.census.DatabasePropertiesReader;
import io.tidemark.census.ObjectCensus;
import io.tidemark.dump.SqlScript;
import io.tidemark.pipeline.TableRows;
import io.tidemark.plan.Exclusions;
import io.tidemark.plan.PlannedTable;
import io.tidemark.plan.ServerCharset;
import io.tidemark.plan.TableName;
import io.tidemark.postgres.PgCommand;
import io.tidemark.postgres.PgProcess;
import io.tidemark.postgres.PgProgram;
import io.tidemark.postgres.SessionSettings;
import io.tidemark.testkit.TestDatabase;
import io.tidemark.testkit.TestPrograms;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.postgresql.PGConnection;

/**
 * A backup of a quiet database in memory, made the plain way: pg_dump's two archives and one rows
 * part with every table.
 */
final class SampleBackup {
  private static final String TABLES =
      """
      SELECT n.nspname, c.relname,
        ARRAY(SELECT a.attname FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0
                AND NOT a.attisdropped AND a.attgenerated = '' ORDER BY a.attnum)::text[],
        COALESCE((SELECT true FROM pg_partitioned_table p JOIN pg_inherits h
            ON h.inhparent = p.partrelid WHERE h.inhrelid = c.oid AND p.partstrat = 'h'), false),
        pn.nspname, pc.relname
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      LEFT JOIN pg_inherits i ON i.inhrelid = c.oid AND c.relispartition
      LEFT JOIN pg_class pc ON pc.oid = i.inhparent
      LEFT JOIN pg_namespace pn ON pn.oid = pc.relnamespace
      WHERE c.relkind = 'r' AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
        AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')
      ORDER BY c.oid
      """;

  private final TestDatabase source;
  private final int major;
  private final List<ExpectedRows> blocks = new ArrayList<>();
  private final List<TableRows> counts = new ArrayList<>();
  private final String encoding;
  private final DatabaseProperties properties;
  private final ObjectCensus census;
  private final byte[] schema;
  private final byte[] data;
  private final byte[] rows;

  private SampleBackup(TestDatabase source, int major)
      throws SQLException, IOException, InterruptedException {
    this.source = source;
    this.major = major;
    try (Connection session = source.connect()) {
      SessionSettings.forDump(session);
      properties = new DatabasePropertiesReader(session).read();
      encoding = properties.encoding();
      census = new CensusReader(session, "none").read(List.of());
      schema = pgDump(List.of("--section=pre-data", "--section=post-data"), new byte[0]);
      int pgDumpMajor = TestPrograms.find("pg_dump", major).version().major();
      Exclusions exclusions = Exclusions.of(pgDumpMajor, encoding);
      List<PlannedTable> tables = exclusions.split(tables(session)).excluded();
      List<String> arguments = new ArrayList<>(List.of("--section=data"));
      arguments.addAll(exclusions.arguments(tables));
      data = pgDump(arguments, exclusions.filter(tables));
      rows = rows(session, tables);
    }
  }

  static SampleBackup of(TestDatabase source, int major)
      throws SQLException, IOException, InterruptedException {
    return new SampleBackup(source, major);
  }

  ArchiveSource schema() {
    return () -> new ByteArrayInputStream(schema);
  }

  ArchiveSource data() {
    return () -> new ByteArrayInputStream(data);
  }

  byte[] rows() {
    return rows.clone();
  }

  List<ExpectedRows> blocks() {
    return List.copyOf(blocks);
  }

  String encoding() {
    return encoding;
  }

  DatabaseProperties properties() {
    return properties;
  }

  PgProgram pgRestore() {
    return TestPrograms.find("pg_restore", major);
  }

  Contents contents() {
    return new Contents(
        1,
        "20261123T181500Z-7f3a2c",
        "orders",
        new RecordedServer(Integer.toString(major), major * 10_000, "1", false),
        new RecordedSnapshot("1:1:", Instant.EPOCH, "0/0", "now", 1),
        properties,
        Map.of(),
        List.of(),
        List.of(),
        counts,
        census,
        List.of());
  }

  private byte[] pgDump(List<String> arguments, byte[] filter)
      throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(List.of("--format=custom", "--compress=0"));
    all.addAll(arguments);
    PgCommand command =
        PgCommand.connected(
            TestPrograms.find("pg_dump", major), all, source.target(), "tidemark test dump");
    try (PgProcess process = PgProcess.start(command)) {
      process.stdin().write(filter);
      process.stdin().close();
      byte[] archive = process.stdout().readAllBytes();
      if (process.waitFor().status() != 0) {
        throw new IOException(process.waitFor().stderrTail());
      }
      return archive;
    }
  }

  private static List<PlannedTable> tables(Connection session) throws SQLException {
    List<PlannedTable> tables = new ArrayList<>();
    try (Statement statement = session.createStatement();
        ResultSet found = statement.executeQuery(TABLES)) {
      while (found.next()) {
        TableName name = new TableName(found.getString(1), found.getString(2));
        TableName into =
            found.getBoolean(4) ? new TableName(found.getString(5), found.getString(6)) : name;
        tables.add(new PlannedTable(0, name, into, texts(found.getArray(3)), true, 0, 0));
      }
    }
    return tables;
  }

  private static List<String> texts(Array array) throws SQLException {
    return Arrays.asList((String[]) array.getArray());
  }

  private byte[] rows(Connection session, List<PlannedTable> tables)
      throws SQLException, IOException {
    Charset charset = ServerCharset.of(encoding).orElseThrow();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(SqlScript.head(encoding).getBytes(charset));
    for (PlannedTable table : tables) {
      out.write(SqlScript.copyIn(table, encoding).getBytes(charset));
      String copy =
          SqlScript.copyIn(
                  new PlannedTable(0, table.name(), table.name(), table.columns(), true, 0, 0),
                  encoding)
              .replace(" FROM stdin", " TO STDOUT")
              .replace(";\n", "");
      long copied = session.unwrap(PGConnection.class).getCopyAPI().copyOut(copy, out);
      out.write(SqlScript.END_OF_ROWS.getBytes(charset));
      blocks.add(new ExpectedRows(table.loadInto(), table.columns(), copied));
      if (table.loadInto().equals(table.name())) {
        counts.add(new TableRows(table.name().schema(), table.name().name(), copied));
      }
    }
    return out.toByteArray();
  }
}
