package io.tidemark.dump;

import io.tidemark.postgres.PgCommand;
import io.tidemark.postgres.PgExit;
import io.tidemark.postgres.PgProcess;
import io.tidemark.postgres.PgProgram;
import io.tidemark.postgres.PgToolException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lists a custom-format archive while it is being written: a stream that passes everything on and
 * lets {@code pg_restore --list} read along until it has seen the table of contents, which stands
 * at the head.
 */
final class ArchiveToc extends OutputStream {
  /** {@code 3375; 0 16402 TABLE DATA public circ1 postgres}: dump id; class, OID, kind, name. */
  private static final Pattern TABLE_DATA =
      Pattern.compile("\\d+; \\d+ (\\d+) TABLE DATA .*", Pattern.DOTALL);

  private final OutputStream out;
  private final PgProcess lister;
  private final CompletableFuture<byte[]> listing;
  private boolean listening = true;

  /** Starts to list. */
  ArchiveToc(PgProgram pgRestore, OutputStream out) throws PgToolException {
    this.out = out;
    this.lister = PgProcess.start(PgCommand.offline(pgRestore, List.of("--list")));
    this.listing = new CompletableFuture<>();
    Thread reader = new Thread(() -> collect(lister.stdout(), listing), "pg_restore list");
    reader.setDaemon(true);
    reader.start();
  }

  private static void collect(InputStream in, CompletableFuture<byte[]> listing) {
    try {
      listing.complete(in.readAllBytes());
    } catch (IOException e) {
      listing.completeExceptionally(e);
    }
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    out.write(bytes, offset, length);
    if (listening) {
      try {
        lister.stdin().write(bytes, offset, length);
        lister.stdin().flush();
      } catch (IOException e) {
        // pg_restore has seen the table of contents and reads no further.
        listening = false;
      }
    }
  }

  @Override
  public void flush() throws IOException {
    out.flush();
  }

  /**
   * OIDs of the tables whose rows are in the archive; to be asked after the last byte.
   *
   * @throws PgToolException FAILED when pg_restore cannot read the archive
   */
  SortedSet<Long> tables() throws IOException, InterruptedException {
    if (listening) {
      try {
        lister.stdin().close();
      } catch (IOException e) {
        listening = false;
      }
    }
    byte[] list;
    try {
      list = listing.get();
    } catch (ExecutionException e) {
      throw new IOException("cannot read pg_restore's list", e.getCause());
    }
    PgExit exit = lister.waitFor();
    if (exit.status() != 0) {
      throw new PgToolException(
          PgToolException.Kind.FAILED,
          "pg_restore cannot list the archive that pg_dump has just written: " + exit.stderrTail());
    }
    return parse(new String(list, StandardCharsets.ISO_8859_1));
  }

  /** Reads pg_restore's list; a name with a line break in it has a blank there. */
  static SortedSet<Long> parse(String list) {
    SortedSet<Long> oids = new TreeSet<>();
    for (String line : list.split("\n", -1)) {
      Matcher entry = TABLE_DATA.matcher(line);
      if (entry.matches()) {
        oids.add(Long.valueOf(entry.group(1)));
      }
    }
    return oids;
  }

  /** Ends pg_restore; leaves the stream below open. */
  @Override
  public void close() {
    lister.close();
  }
}
