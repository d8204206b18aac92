package io.tidemark.load;

import io.tidemark.dump.SqlScript;
import io.tidemark.plan.ServerCharset;
import io.tidemark.postgres.PgProgram;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;

/** Reads what a load would read, to the last byte, and loads nothing. */
public final class DryLoad {
  private static final String GLOBALS_END = "PostgreSQL database cluster dump complete";
  private static final int BLOCK = 64 * 1024;

  private DryLoad() {}

  /**
   * Reads a rows part and counts.
   *
   * @param encoding of the database that was dumped
   * @param blocks what the part must hold, in its order
   * @param script the part's bytes, decrypted; its last read throws when they are not as stored
   * @return rows of all blocks
   * @throws LoadException DAMAGED when the part holds anything else
   */
  public static long rows(String encoding, List<ExpectedRows> blocks, InputStream script)
      throws LoadException, IOException {
    Charset charset = ServerCharset.of(encoding).orElse(StandardCharsets.US_ASCII);
    RowsScript rows = new RowsScript(script);
    rows.expect(SqlScript.head(encoding).getBytes(charset), "the part's head");
    long total = 0;
    for (ExpectedRows block : blocks) {
      String table = block.table().label();
      rows.expect(block.header(encoding).getBytes(charset), "the rows of " + table);
      long read = count(rows);
      if (read != block.rows()) {
        throw new LoadException(
            LoadException.Kind.DAMAGED,
            table + ": " + block.rows() + " rows were recorded, " + read + " are in the part");
      }
      total += read;
    }
    rows.expectEnd();
    return total;
  }

  private static long count(RowsScript rows) throws LoadException, IOException {
    try {
      return rows.rows((bytes, offset, length) -> {});
    } catch (SQLException e) {
      throw new IllegalStateException("nothing was sent to a server", e);
    }
  }

  /**
   * Lets pg_restore turn a whole archive into a script, which goes nowhere.
   *
   * @throws io.tidemark.postgres.PgToolException FAILED when it cannot read the archive
   */
  public static void archive(PgProgram pgRestore, ArchiveSource archive)
      throws LoadException, IOException, InterruptedException {
    new PgRestore(pgRestore, "tidemark verify")
        .offline(List.of("--file=/dev/null"), archive, new LoadProgress());
  }

  /**
   * Reads what pg_dumpall wrote.
   *
   * @throws LoadException DAMAGED when it does not end as pg_dumpall ends
   */
  public static void globals(InputStream script) throws LoadException, IOException {
    byte[] block = new byte[BLOCK];
    byte[] tail = new byte[0];
    for (int read = script.read(block); read >= 0; read = script.read(block)) {
      byte[] joined = Arrays.copyOf(tail, tail.length + read);
      System.arraycopy(block, 0, joined, tail.length, read);
      tail = Arrays.copyOfRange(joined, Math.max(0, joined.length - BLOCK), joined.length);
    }
    if (!new String(tail, StandardCharsets.ISO_8859_1).contains(GLOBALS_END)) {
      throw new LoadException(
          LoadException.Kind.DAMAGED, "the roles do not end as pg_dumpall ends them");
    }
  }
}
