package io.tidemark.load;

import static java.util.Objects.requireNonNull;

import io.tidemark.dump.SqlScript;
import io.tidemark.plan.ServerCharset;
import io.tidemark.postgres.PostgresException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Loads one rows part in one transaction, with its marker first: a zombie of an earlier attempt
 * makes its successor wait, and rows are never there twice. Before the COMMIT, every row was
 * counted and the part's digest was checked.
 */
public final class RowsLoad {
  private static final String COPY_SUFFIX = ";\n";

  private final Lanes side;
  private final Bookkeeping bookkeeping;

  /**
   * @param side sessions to the side database, whose application name is this part's own
   * @param restoreId identity of the restore
   */
  public RowsLoad(Connector side, String restoreId) {
    this.side = new Lanes(side);
    this.bookkeeping = new Bookkeeping(restoreId);
  }

  /**
   * Rows that are committed.
   *
   * @param rows how many
   * @param alreadyThere whether an earlier attempt had committed them
   */
  public record Loaded(long rows, boolean alreadyThere) {}

  /**
   * Loads the part.
   *
   * @param part its index in the plan
   * @param encoding of the database that was dumped
   * @param blocks what the part must hold, in its order
   * @param script the part's bytes, decrypted; its last read throws when they are not as stored
   * @throws LoadException DAMAGED when the part holds anything else
   * @throws IOException of the script
   */
  public Loaded load(
      int part,
      String encoding,
      List<ExpectedRows> blocks,
      InputStream script,
      LoadProgress progress)
      throws LoadException, IOException, SQLException, InterruptedException {
    long total = blocks.stream().mapToLong(ExpectedRows::rows).sum();
    progress.expect(total);
    AtomicReference<Loaded> loaded = new AtomicReference<>();
    side.run(
        1, session -> loaded.set(load(session, part, encoding, blocks, total, script, progress)));
    return requireNonNull(loaded.get(), "the only lane ended without a result");
  }

  private Loaded load(
      Connection session,
      int part,
      String encoding,
      List<ExpectedRows> blocks,
      long total,
      InputStream script,
      LoadProgress progress)
      throws LoadException, IOException, SQLException {
    Predecessors.end(session);
    session.setAutoCommit(false);
    if (!bookkeeping.claim(session, "rows:" + part, total)) {
      session.rollback();
      return new Loaded(total, true);
    }
    Charset charset = ServerCharset.of(encoding).orElse(StandardCharsets.US_ASCII);
    RowsScript rows = new RowsScript(script);
    rows.expect(SqlScript.head(encoding).getBytes(charset), "the part's head");
    for (ExpectedRows block : blocks) {
      load(session, block, rows, encoding, progress);
    }
    rows.expectEnd();
    session.commit();
    return new Loaded(total, false);
  }

  private static void load(
      Connection session,
      ExpectedRows block,
      RowsScript script,
      String encoding,
      LoadProgress progress)
      throws LoadException, IOException, SQLException {
    String table = block.table().label();
    String header = block.header(encoding);
    Charset charset = ServerCharset.of(encoding).orElse(StandardCharsets.US_ASCII);
    script.expect(header.getBytes(charset), "the rows of " + table);
    long read;
    long written;
    try {
      CopyIn copy =
          session
              .unwrap(PGConnection.class)
              .getCopyAPI()
              .copyIn(header.substring(0, header.length() - COPY_SUFFIX.length()));
      try {
        read =
            script.rows(
                (bytes, offset, length) -> {
                  copy.writeToCopy(bytes, offset, length);
                  progress.addBytes(length);
                });
        written = copy.endCopy();
      } finally {
        if (copy.isActive()) {
          copy.cancelCopy();
        }
      }
    } catch (SQLException e) {
      throw PostgresException.of("loading rows into " + table, e);
    }
    if (read != block.rows() || written != block.rows()) {
      throw new LoadException(
          LoadException.Kind.DAMAGED,
          table
              + ": "
              + block.rows()
              + " rows were recorded, "
              + read
              + " are in the part, "
              + written
              + " were loaded");
    }
    progress.addDone(read);
  }
}
