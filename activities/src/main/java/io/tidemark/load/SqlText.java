package io.tidemark.load;

/**
 * Finds its way through the SQL text that pg_restore writes: names, constants, dollar quotes and
 * comments are skipped as a whole, so that nothing inside of them is taken for anything else. Reads
 * as the server does with {@code standard_conforming_strings = on}.
 */
final class SqlText {
  private final String sql;

  SqlText(String sql) {
    this.sql = sql;
  }

  /**
   * The end of the lexical element that begins at a position.
   *
   * @return index after the element; at least {@code at + 1}
   * @throws IllegalArgumentException when a quote is never closed
   */
  int skip(int at) {
    char c = sql.charAt(at);
    if (c == '\'') {
      return quoted(at + 1, '\'', isEscapeString(at));
    }
    if (c == '"') {
      return quoted(at + 1, '"', false);
    }
    if (c == '-' && sql.startsWith("--", at)) {
      int end = sql.indexOf('\n', at);
      return end < 0 ? sql.length() : end;
    }
    if (c == '/' && sql.startsWith("/*", at)) {
      return comment(at);
    }
    if (c == '$') {
      return dollarQuoted(at);
    }
    return isWordStart(c) ? word(at) : at + 1;
  }

  /** The position of the semicolon that ends the statement, or -1. */
  int semicolon(int from) {
    int at = from;
    while (at < sql.length()) {
      if (sql.charAt(at) == ';') {
        return at;
      }
      at = skip(at);
    }
    return -1;
  }

  private int quoted(int from, char quote, boolean backslashEscapes) {
    for (int at = from; at < sql.length(); at++) {
      char c = sql.charAt(at);
      if (c == '\\' && backslashEscapes) {
        at++;
      } else if (c == quote) {
        if (at + 1 < sql.length() && sql.charAt(at + 1) == quote) {
          at++;
        } else {
          return at + 1;
        }
      }
    }
    throw new IllegalArgumentException("unterminated quote at character " + (from - 1));
  }

  /** The prefix of E'…' is one letter of its own, not the end of a longer word. */
  private boolean isEscapeString(int quoteAt) {
    if (quoteAt == 0 || Character.toLowerCase(sql.charAt(quoteAt - 1)) != 'e') {
      return false;
    }
    return quoteAt == 1 || !isWordPart(sql.charAt(quoteAt - 2));
  }

  private int comment(int from) {
    int depth = 0;
    int at = from;
    while (at < sql.length()) {
      if (sql.startsWith("/*", at)) {
        depth++;
        at += 2;
      } else if (sql.startsWith("*/", at)) {
        depth--;
        at += 2;
        if (depth == 0) {
          return at;
        }
      } else {
        at++;
      }
    }
    throw new IllegalArgumentException("unterminated comment at character " + from);
  }

  private int dollarQuoted(int from) {
    int at = from + 1;
    while (at < sql.length() && isWordPart(sql.charAt(at)) && sql.charAt(at) != '$') {
      at++;
    }
    boolean tagStartsWithDigit =
        Character.isDigit(sql.charAt(Math.min(from + 1, sql.length() - 1)));
    if (at >= sql.length() || sql.charAt(at) != '$' || tagStartsWithDigit) {
      return from + 1;
    }
    String delimiter = sql.substring(from, at + 1);
    int end = sql.indexOf(delimiter, at + 1);
    if (end < 0) {
      throw new IllegalArgumentException("unterminated " + delimiter + " at character " + from);
    }
    return end + delimiter.length();
  }

  private int word(int from) {
    int at = from + 1;
    while (at < sql.length() && isWordPart(sql.charAt(at))) {
      at++;
    }
    return at;
  }

  private static boolean isWordStart(char c) {
    return c == '_' || c >= 0x80 || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  private static boolean isWordPart(char c) {
    return isWordStart(c) || c == '$' || (c >= '0' && c <= '9');
  }
}
