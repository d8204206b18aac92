package io.tidemark.archive;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/**
 * The one way to write a JSON document, so that a digest of it means something: RFC 8785 (JCS)
 * without fractions. No white space, names in ascending order, only the escapes that JSON demands,
 * UTF-8. For the documents we write, {@code jq -cSj .} gives the same bytes.
 */
final class CanonicalJson {

  private final StringBuilder text = new StringBuilder();

  private CanonicalJson() {}

  /**
   * Writes a tree.
   *
   * @throws IllegalArgumentException when it holds a fraction, which has many spellings, or text
   *     that is no Unicode
   */
  static byte[] of(JsonNode tree) {
    CanonicalJson json = new CanonicalJson();
    json.append(tree);
    try {
      ByteBuffer utf8 = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(json.text));
      byte[] bytes = new byte[utf8.remaining()];
      utf8.get(bytes);
      return bytes;
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("a text in the document is no valid Unicode", e);
    }
  }

  private void append(JsonNode node) {
    switch (node.getNodeType()) {
      case OBJECT -> appendObject(node);
      case ARRAY -> appendArray(node);
      case STRING -> appendString(node.textValue());
      case BOOLEAN, NULL -> text.append(node.asText());
      case NUMBER -> appendNumber(node);
      case BINARY, MISSING, POJO ->
          throw new IllegalArgumentException("not JSON: " + node.getNodeType());
    }
  }

  private void appendObject(JsonNode object) {
    Map<String, JsonNode> sorted = new TreeMap<>();
    object.properties().forEach(member -> sorted.put(member.getKey(), member.getValue()));
    String separator = "";
    text.append('{');
    for (Map.Entry<String, JsonNode> member : sorted.entrySet()) {
      text.append(separator);
      appendString(member.getKey());
      text.append(':');
      append(member.getValue());
      separator = ",";
    }
    text.append('}');
  }

  private void appendArray(JsonNode array) {
    String separator = "";
    text.append('[');
    for (JsonNode element : array) {
      text.append(separator);
      append(element);
      separator = ",";
    }
    text.append(']');
  }

  private void appendNumber(JsonNode number) {
    if (!number.isIntegralNumber()) {
      throw new IllegalArgumentException("a manifest holds whole numbers only");
    }
    text.append(number.bigIntegerValue());
  }

  private void appendString(String string) {
    text.append('"');
    for (int i = 0; i < string.length(); i++) {
      char c = string.charAt(i);
      switch (c) {
        case '"' -> text.append("\\\"");
        case '\\' -> text.append("\\\\");
        case '\b' -> text.append("\\b");
        case '\f' -> text.append("\\f");
        case '\n' -> text.append("\\n");
        case '\r' -> text.append("\\r");
        case '\t' -> text.append("\\t");
        default -> {
          if (c < 0x20) {
            text.append(String.format("\\u%04x", (int) c));
          } else {
            text.append(c);
          }
        }
      }
    }
    text.append('"');
  }
}
