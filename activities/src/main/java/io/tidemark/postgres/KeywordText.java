package io.tidemark.postgres;

/** Takes libpq's {@code keyword = 'value' …} strings apart. */
final class KeywordText {
  private final String text;
  private int position;

  private KeywordText(String text) {
    this.text = text;
  }

  static void read(String text, ConnectionForm form) {
    KeywordText reader = new KeywordText(text);
    reader.skipSpaces();
    while (reader.position < text.length()) {
      String keyword = reader.keyword();
      form.parameter(keyword, reader.value());
      reader.skipSpaces();
    }
  }

  private String keyword() {
    int equals = text.indexOf('=', position);
    String keyword = equals < 0 ? "" : text.substring(position, equals).strip();
    if (!keyword.matches("[A-Za-z_]+")) {
      throw new IllegalArgumentException(
          "a string of keywords reads host=… dbname=… user=…; a value with spaces stands in single"
              + " quotes");
    }
    position = equals + 1;
    skipSpaces();
    return keyword;
  }

  private String value() {
    boolean quoted = position < text.length() && text.charAt(position) == '\'';
    StringBuilder value = new StringBuilder();
    for (position += quoted ? 1 : 0; position < text.length(); position++) {
      char next = text.charAt(position);
      if (quoted ? next == '\'' : Character.isWhitespace(next)) {
        position++;
        return value.toString();
      }
      if (next == '\\' && position + 1 < text.length()) {
        position++;
      }
      value.append(text.charAt(position));
    }
    if (quoted) {
      throw new IllegalArgumentException("a quoted value in the connection string has no end");
    }
    return value.toString();
  }

  private void skipSpaces() {
    while (position < text.length() && Character.isWhitespace(text.charAt(position))) {
      position++;
    }
  }
}
