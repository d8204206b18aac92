package io.tidemark.archive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** One document, one spelling. */
final class CanonicalJsonTest {

  @Example
  void namesAreSortedAndWhiteSpaceIsGone() throws Exception {
    assertThat(canonical(" { \"b\" : [ 1 , -2, true , null ] ,\n\"a\" : { \"é\" : \"x\" } } "))
        .isEqualTo("{\"a\":{\"é\":\"x\"},\"b\":[1,-2,true,null]}");
  }

  @Example
  void onlyWhatMustBeEscapedIs() throws Exception {
    assertThat(
            canonical(
                "\"\\u0022 \\u005c \\u002f \\u000a \\u0009 \\u0001 \\u001F \\u00e9 \\u20ac \\u007f\""))
        .isEqualTo("\"\\\" \\\\ / \\n \\t \\u0001 \\u001f é € \u007f\"");
  }

  @Example
  void whatHasManySpellingsIsRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> canonical("1.5"));
    assertThatIllegalArgumentException().isThrownBy(() -> canonical("1e3"));
    assertThatIllegalArgumentException().isThrownBy(() -> canonical("\"\\ud800\""));
  }

  @Property(tries = 200)
  void itReadsBackAsItself(@ForAll String text, @ForAll long number) throws Exception {
    JsonNode tree =
        JsonNodeFactory.instance.objectNode().put("text", scalars(text)).put("number", number);
    byte[] once = CanonicalJson.of(tree);

    assertThat(ArchiveJson.tree(once).get("text")).isEqualTo(tree.get("text"));
    assertThat(CanonicalJson.of(ArchiveJson.tree(once))).isEqualTo(once);
  }

  private static String canonical(String json) throws IOException {
    return new String(CanonicalJson.of(ArchiveJson.tree(json.getBytes(UTF_8))), UTF_8);
  }

  /** Drops lone surrogates, which are no text. */
  private static String scalars(String text) {
    return new String(text.getBytes(UTF_8), UTF_8);
  }
}
