package io.tidemark.load;

import java.io.IOException;
import java.io.InputStream;
import java.sql.SQLException;

/**
 * Reads a rows part: text that is known beforehand, byte for byte, with rows in COPY's text format
 * in between. Rows pass through in pieces, so a value of a gigabyte needs no memory here.
 */
final class RowsScript {
  private static final int BUFFER = 128 * 1024;
  private static final byte[] END_OF_ROWS = {'\\', '.', '\n'};

  private final InputStream in;
  private final byte[] buffer = new byte[BUFFER];
  private int position;
  private int limit;

  RowsScript(InputStream in) {
    this.in = in;
  }

  /** Takes pieces of rows. */
  @FunctionalInterface
  interface Sink {
    void write(byte[] bytes, int offset, int length) throws SQLException;
  }

  /**
   * Reads exactly these bytes.
   *
   * @throws LoadException DAMAGED when others come
   */
  void expect(byte[] expected, String what) throws IOException, LoadException {
    for (byte b : expected) {
      if (position == limit && !fill()) {
        throw damaged("ends where " + what + " should be");
      }
      if (buffer[position++] != b) {
        throw damaged("holds something else where " + what + " should be");
      }
    }
  }

  /**
   * Hands all rows up to the end of the block to a sink.
   *
   * @return how many rows; each is one line, since COPY escapes line ends in values
   */
  long rows(Sink sink) throws IOException, SQLException, LoadException {
    long rows = 0;
    boolean lineStart = true;
    while (true) {
      if (position == limit && !fill()) {
        throw damaged("ends within rows");
      }
      int at = position;
      while (at < limit) {
        if (lineStart && buffer[at] == '\\') {
          if (at + END_OF_ROWS.length > limit) {
            break;
          }
          if (buffer[at + 1] == '.' && buffer[at + 2] == '\n') {
            flush(sink, at);
            position += END_OF_ROWS.length;
            return rows;
          }
        }
        lineStart = buffer[at++] == '\n';
        if (lineStart) {
          rows++;
        }
      }
      flush(sink, at);
      if (position < limit) {
        fillMore();
      }
    }
  }

  /**
   * Reads the end of the stream, where it proves its bytes.
   *
   * @throws LoadException DAMAGED when there is more
   */
  void expectEnd() throws IOException, LoadException {
    if (position < limit || fill()) {
      throw damaged("goes on after its end");
    }
  }

  private void flush(Sink sink, int end) throws SQLException {
    if (end > position) {
      sink.write(buffer, position, end - position);
      position = end;
    }
  }

  /** Replaces a used buffer; false at the end of the stream. */
  private boolean fill() throws IOException {
    position = 0;
    limit = Math.max(0, in.read(buffer, 0, buffer.length));
    return limit > 0;
  }

  /** Reads on behind the few bytes that are left. */
  private void fillMore() throws IOException, LoadException {
    System.arraycopy(buffer, position, buffer, 0, limit - position);
    limit -= position;
    position = 0;
    int read = in.read(buffer, limit, buffer.length - limit);
    if (read <= 0) {
      throw damaged("ends within rows");
    }
    limit += read;
  }

  private static LoadException damaged(String how) {
    return new LoadException(LoadException.Kind.DAMAGED, "the part " + how);
  }
}
