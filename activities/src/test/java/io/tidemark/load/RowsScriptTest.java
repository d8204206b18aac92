package io.tidemark.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class RowsScriptTest {
  @Property
  void rowsComeThroughHoweverTheStreamIsCut(
      @ForAll("rows") List<String> rows, @ForAll @IntRange(min = 1, max = 7) int pieces)
      throws Exception {
    String text = String.join("", rows.stream().map(row -> row + "\n").toList());
    RowsScript script = new RowsScript(new Dripping(("HEAD" + text + "\\.\nNEXT\\.\n"), pieces));
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    script.expect("HEAD".getBytes(StandardCharsets.UTF_8), "head");
    long count = script.rows(out::write);
    script.expect("NEXT".getBytes(StandardCharsets.UTF_8), "next");
    assertThat(script.rows((bytes, offset, length) -> {})).isZero();
    script.expectEnd();

    assertThat(count).isEqualTo(rows.size());
    assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo(text);
  }

  /** What COPY writes: a backslash never stands alone with a point on a line. */
  @Provide
  Arbitrary<List<String>> rows() {
    return Arbitraries.of("", "\\N", "\\\\.", "\\\\", "x\\.", ".", "\\n\\.", "é", "\\N\t\\N")
        .list()
        .ofMaxSize(20);
  }

  /** Gives few bytes at a time. */
  private static final class Dripping extends InputStream {
    private final ByteArrayInputStream in;
    private final int most;

    Dripping(String text, int most) {
      this.in = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
      this.most = most;
    }

    @Override
    public int read() {
      return in.read();
    }

    @Override
    public int read(byte[] into, int offset, int length) {
      return in.read(into, offset, Math.min(length, most));
    }
  }
}
