package io.tidemark.dump;

import io.tidemark.pipeline.Dumped;
import io.tidemark.pipeline.PartSource;
import io.tidemark.pipeline.PipelineProgress;
import io.tidemark.pipeline.TableRows;
import io.tidemark.plan.BackupPlan;
import io.tidemark.plan.BlockRange;
import io.tidemark.plan.PlannedPart;
import io.tidemark.plan.PlannedTable;
import io.tidemark.plan.ServerCharset;
import io.tidemark.plan.TableSlice;
import io.tidemark.snapshot.PartSession;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/** Rows by COPY, as a script: see {@link SqlScript}. */
public final class RowsSource implements PartSource {
  private static final int BUFFER = 1 << 17;

  private final PartSession.Access access;
  private final BackupPlan plan;
  private final PlannedPart.Rows part;

  public RowsSource(PartSession.Access access, BackupPlan plan, PlannedPart.Rows part) {
    this.access = access;
    this.plan = plan;
    this.part = part;
  }

  @Override
  public Dumped writeTo(OutputStream out, PipelineProgress progress) throws Exception {
    List<Long> tables = part.slices().stream().map(TableSlice::table).distinct().toList();
    try (PartSession session = PartSession.open(access, tables)) {
      Connection rows = session.session();
      return Interruptible.call(() -> write(rows, out, progress), () -> end(rows));
    }
  }

  private Dumped write(Connection session, OutputStream out, PipelineProgress progress)
      throws SQLException, IOException {
    String encoding = serverEncoding(session);
    Charset names = ServerCharset.of(encoding).orElse(StandardCharsets.US_ASCII);
    OutputStream buffered = new BufferedOutputStream(out, BUFFER);
    buffered.write(SqlScript.head(encoding).getBytes(names));
    if (part.slices().stream().anyMatch(slice -> slice.blocks() != null)) {
      // Whatever the statistics say, a slice is read by a TID range scan and by nothing else.
      run(session, "SET LOCAL enable_seqscan = off");
      run(session, "SET LOCAL enable_tidscan = on");
      run(session, "SET LOCAL max_parallel_workers_per_gather = 0");
    }
    List<TableRows> counts = new ArrayList<>();
    long all = 0;
    for (TableSlice slice : part.slices()) {
      PlannedTable table = plan.table(slice.table());
      buffered.write(SqlScript.copyIn(table, encoding).getBytes(names));
      long rows = copy(session, copyOut(table, slice.blocks(), encoding), buffered, progress);
      buffered.write(SqlScript.END_OF_ROWS.getBytes(names));
      counts.add(new TableRows(table.name().schema(), table.name().name(), rows));
      all += rows;
    }
    buffered.flush();
    return new Dumped(all, counts);
  }

  /** Copies the rows of one slice; the server's count and ours must agree. */
  private static long copy(
      Connection session, String sql, OutputStream out, PipelineProgress progress)
      throws SQLException, IOException {
    CopyOut copy = session.unwrap(PGConnection.class).getCopyAPI().copyOut(sql);
    long rows = 0;
    for (byte[] row = copy.readFromCopy(); row != null; row = copy.readFromCopy()) {
      out.write(row);
      rows++;
      progress.addRows(1);
    }
    long counted = copy.getHandledRowCount();
    if (counted != rows) {
      throw new IOException(
          "the server counted " + counted + " rows, and " + rows + " arrived: " + sql);
    }
    return rows;
  }

  /** COPY of a table never reads its children; a query does so unless it says ONLY. */
  static String copyOut(PlannedTable table, @Nullable BlockRange blocks, String encoding) {
    String name = SqlScript.quoted(table.name());
    String rows =
        blocks == null
            ? name + SqlScript.columnList(table.columns())
            : "(SELECT "
                + SqlScript.columns(table.columns())
                + " FROM ONLY "
                + name
                + " WHERE "
                + blocks.condition()
                + ")";
    return "COPY " + rows + " TO STDOUT" + SqlScript.encodingOption(encoding);
  }

  private static String serverEncoding(Connection session) throws SQLException {
    try (Statement statement = session.createStatement();
        ResultSet encoding = statement.executeQuery("SHOW server_encoding")) {
      encoding.next();
      return encoding.getString(1);
    }
  }

  /** Cancels the query, so that the server stops at once, and closes the socket. */
  private static void end(Connection session) {
    try {
      session.unwrap(PGConnection.class).cancelQuery();
      session.abort(Runnable::run);
    } catch (SQLException e) {
      // The session is gone, which is what was wanted.
    }
  }

  private static void run(Connection session, String sql) throws SQLException {
    try (Statement statement = session.createStatement()) {
      statement.execute(sql);
    }
  }
}
