package io.tidemark.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ObjectKeyTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "/a",
        "a/",
        "a//b",
        ".",
        "..",
        "../a",
        "a/../b",
        "a/.",
        ".hidden",
        "a/.b",
        "a.",
        "a b",
        "a\\b",
        "a%20b",
        "a~b",
        "ä",
        "a\nb",
        "a:b",
        "C:/x",
        "a\u0000b"
      })
  void whatCouldMeanSomethingElseSomewhereIsRefused(String value) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ObjectKey(value))
        .withMessageStartingWith("not an object key: ");
  }

  @Test
  void lengthsAreBounded() {
    assertThat(new ObjectKey("a".repeat(240)).value()).hasSize(240);
    assertThatIllegalArgumentException().isThrownBy(() -> new ObjectKey("a".repeat(241)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ObjectKey("a/".repeat(500) + "a"))
        .withMessageContaining("at most 1000 characters");
  }

  @Test
  void segmentsAreJoined() {
    assertThat(ObjectKey.of("orders", "b1").resolve("parts", "p1"))
        .hasToString("orders/b1/parts/p1");
  }

  @Test
  void plainNamesStayReadable() {
    assertThat(ObjectKey.escape("orders_2026-11.v2")).isEqualTo("orders_2026-11.v2");
    assertThat(ObjectKey.escape("my db")).isEqualTo("my=20db");
    assertThat(ObjectKey.escape("..")).isEqualTo("=2E=2E");
    assertThat(ObjectKey.escape("ü")).isEqualTo("=C3=BC");
  }

  @Property
  void escapedNamesAreSegmentsAndComeBack(@ForAll @StringLength(max = 60) @NotEmpty String name) {
    Assume.that(name.codePoints().noneMatch(c -> c >= 0xD800 && c <= 0xDFFF));
    String segment = ObjectKey.escape(name);

    Assume.that(segment.length() <= 240);
    assertThat(new ObjectKey(segment).value()).doesNotContain("/");
    assertThat(ObjectKey.unescape(segment)).isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a=", "a=2", "a=2f", "=G0", "a b"})
  void whatWasNeverEscapedIsNotUnescaped(String segment) {
    assertThatIllegalArgumentException().isThrownBy(() -> ObjectKey.unescape(segment));
  }
}
