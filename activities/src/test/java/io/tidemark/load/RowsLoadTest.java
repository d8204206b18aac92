package io.tidemark.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.dump.SqlScript;
import io.tidemark.plan.TableName;
import io.tidemark.postgres.PostgresException;
import io.tidemark.postgres.Sessions;
import io.tidemark.testkit.TestDatabase;
import io.tidemark.testkit.TestServers;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RowsLoadTest {
  private static final TableName TABLE = new TableName("public", "t");

  private final TestDatabase side = TestServers.database(17);
  private final Bookkeeping bookkeeping = new Bookkeeping("r");

  @BeforeEach
  void prepare() throws Exception {
    side.execute("CREATE TABLE t (a text)");
    try (Connection session = side.connect()) {
      bookkeeping.create(session);
    }
  }

  @AfterEach
  void drop() {
    side.close();
  }

  @Test
  void aRepeatFindsTheRowsThere() throws Exception {
    String part = part(block("x", "y"));
    assertThat(load(part, 2)).isEqualTo(new RowsLoad.Loaded(2, false));
    assertThat(load(part, 2)).isEqualTo(new RowsLoad.Loaded(2, true));
    assertThat(rows()).isEqualTo("2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "COPY \"public\".\"t\" (\"a\") FROM stdin;\nx\ny\n",
        "COPY \"public\".\"t\" (\"a\") FROM stdin;\nx\ny\n\\.",
        "COPY \"public\".\"t\" (\"a\") FROM stdin;\nx\n\\.\n",
        "COPY \"public\".\"t\" (\"a\") FROM stdin;\nx\ny\nz\n\\.\n",
        "COPY \"public\".\"u\" (\"a\") FROM stdin;\nx\ny\n\\.\n",
        "COPY \"public\".\"t\" (\"a\") FROM stdin;\nx\ny\n\\.\n\\! touch /tmp/owned\n",
        "COPY \"public\".\"t\" (\"a\") FROM stdin;\nx\ny\n\\.\nDROP TABLE t;\n",
        "DROP TABLE t;\nCOPY \"public\".\"t\" (\"a\") FROM stdin;\nx\ny\n\\.\n",
        "COPY \"public\".\"t\" (\"a\") FROM PROGRAM 'id';\nx\ny\n\\.\n"
      })
  void anythingButTheExpectedBlocksIsDamage(String blocks) {
    assertThatThrownBy(() -> load(part(blocks), 2))
        .isInstanceOf(LoadException.class)
        .extracting(e -> ((LoadException) e).kind())
        .isEqualTo(LoadException.Kind.DAMAGED);
    assertThat(rows()).isEqualTo("0");
  }

  @Test
  void aDigestThatFailsAtTheEndKeepsEveryRowOut() {
    InputStream part =
        new SequenceInputStream(
            Collections.enumeration(
                List.of(stream(part(block("x", "y"))), new FailsAtItsEnd(stream("")))));
    assertThatThrownBy(() -> load(part, 2)).hasMessage("digest does not match");
    assertThat(rows()).isEqualTo("0");
    assertThat(
            side.query(
                "SELECT count(*) FROM pg_stat_activity WHERE datname = '"
                    + side.name()
                    + "' AND application_name = 'rows 0'"))
        .isEqualTo("0");
  }

  @Test
  void valuesOfAHundredMegabytesPassThroughInPieces() throws Exception {
    int size = 100 * 1024 * 1024;
    InputStream part =
        new SequenceInputStream(
            Collections.enumeration(
                List.of(
                    stream(part("COPY \"public\".\"t\" (\"a\") FROM stdin;\n")),
                    new Filler(size),
                    stream("\n\\N\n\\.\n"))));
    assertThat(load(part, 2).rows()).isEqualTo(2);
    assertThat(side.query("SELECT length(a) FROM t WHERE a IS NOT NULL"))
        .isEqualTo(Integer.toString(size));
  }

  @Test
  void aZombieMakesItsSuccessorWaitAndIsEnded() throws Exception {
    try (Connection zombie = new Sessions().open(side.target(), "rows 0")) {
      zombie.setAutoCommit(false);
      assertThat(bookkeeping.claim(zombie, "rows:0", 2)).isTrue();
      assertThat(load(part(block("x", "y")), 2).alreadyThere()).isFalse();
      assertThatThrownBy(zombie::commit).isInstanceOf(SQLException.class);
    }
    assertThat(rows()).isEqualTo("2");
  }

  @Test
  void aZombieOfAnotherNameThatCommitsMakesTheRepeatADoneOne() throws Exception {
    try (Connection zombie = new Sessions().open(side.target(), "another")) {
      zombie.setAutoCommit(false);
      bookkeeping.claim(zombie, "rows:0", 2);
      CompletableFuture<RowsLoad.Loaded> successor =
          CompletableFuture.supplyAsync(
              () -> {
                try {
                  return load(part(block("x", "y")), 2);
                } catch (Exception e) {
                  throw new IllegalStateException(e);
                }
              });
      awaitWaiting();
      zombie.commit();
      assertThat(successor.get(30, TimeUnit.SECONDS).alreadyThere()).isTrue();
    }
    assertThat(rows()).isEqualTo("0");
  }

  @Test
  void anInterruptEndsALoadThatTheServerKeepsWaiting() throws Exception {
    try (Connection holder = side.connect()) {
      holder.setAutoCommit(false);
      holder.createStatement().execute("LOCK TABLE t IN ACCESS EXCLUSIVE MODE");
      CompletableFuture<Throwable> ended = new CompletableFuture<>();
      Thread loader =
          new Thread(
              () -> {
                try {
                  load(part(block("x", "y")), 2);
                } catch (Exception e) {
                  ended.complete(e);
                }
              });
      loader.start();
      awaitWaiting();
      loader.interrupt();
      assertThat(ended.get(20, TimeUnit.SECONDS)).isInstanceOf(InterruptedException.class);
    }
    awaitQuery(
        "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'rows 0'"
            + " AND datname = current_database()",
        "0");
    assertThat(rows()).isEqualTo("0");
  }

  @Test
  void aFailureOfTheServerNamesTheTableAndNoValue() {
    side.execute("CREATE DOMAIN small AS text CHECK (length(value) < 3)");
    side.execute("ALTER TABLE t ALTER a TYPE small");
    assertThatThrownBy(() -> load(part(block("secret", "y")), 2))
        .isInstanceOf(PostgresException.class)
        .hasMessageContaining("public.t")
        .hasMessageNotContaining("secret");
  }

  /** Until one session of this database waits for a lock; the server has others. */
  private void awaitWaiting() {
    awaitQuery(
        "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
            + " AND datname = current_database()",
        "1");
  }

  private void awaitQuery(String sql, String value) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (!value.equals(side.query(sql))) {
      assertThat(System.nanoTime()).as(sql).isLessThan(deadline);
      LockSupport.parkNanos(20_000_000);
    }
  }

  private String rows() {
    return String.valueOf(side.query("SELECT count(*) FROM t"));
  }

  private RowsLoad.Loaded load(String part, long rows) throws Exception {
    return load(stream(part), rows);
  }

  private RowsLoad.Loaded load(InputStream part, long rows) throws Exception {
    return new RowsLoad(() -> new Sessions().open(side.target(), "rows 0"), "r")
        .load(
            0,
            "UTF8",
            List.of(new ExpectedRows(TABLE, List.of("a"), rows)),
            part,
            new LoadProgress());
  }

  private static InputStream stream(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String part(String blocks) {
    return SqlScript.head("UTF8") + blocks;
  }

  private static String block(String... values) {
    return "COPY \"public\".\"t\" (\"a\") FROM stdin;\n"
        + String.join("\n", values)
        + "\n"
        + SqlScript.END_OF_ROWS;
  }

  /** Like the reader of stored objects: the end proves the bytes, or fails. */
  private static final class FailsAtItsEnd extends FilterInputStream {
    FailsAtItsEnd(InputStream in) {
      super(in);
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      int read = super.read(into, offset, length);
      if (read < 0) {
        throw new IOException("digest does not match");
      }
      return read;
    }
  }

  /** So many letters, without keeping them. */
  private static final class Filler extends InputStream {
    private int left;

    Filler(int size) {
      left = size;
    }

    @Override
    public int read() {
      return left-- > 0 ? 'x' : -1;
    }

    @Override
    public int read(byte[] into, int offset, int length) {
      if (left <= 0) {
        return -1;
      }
      int now = Math.min(left, length);
      Arrays.fill(into, offset, offset + now, (byte) 'x');
      left -= now;
      return now;
    }
  }
}
