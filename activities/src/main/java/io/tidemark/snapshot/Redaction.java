package io.tidemark.snapshot;

import java.util.regex.Pattern;

/** Takes constants out of statements, since those may be rows or passwords. */
final class Redaction {
  private static final int LONGEST = 200;

  /** Texts, dollar-quoted ones too, and numbers; an unclosed one is cut off with what follows. */
  private static final Pattern CONSTANT =
      Pattern.compile(
          "'(?:[^'\\\\]|\\\\.|'')*(?:'|$)|(\\$\\w*\\$).*?(?:\\1|$)|\\b\\d[\\d.]*\\b",
          Pattern.DOTALL);

  private Redaction() {}

  /** The statement on one line, without constants and comments, at most 200 characters. */
  static String of(String statement) {
    String shape =
        CONSTANT
            .matcher(statement.replaceAll("(?s)/\\*.*?(\\*/|$)|--[^\n]*", " "))
            .replaceAll("…")
            .replaceAll("[\\s\\p{Cntrl}]+", " ")
            .strip();
    return shape.length() <= LONGEST ? shape : shape.substring(0, LONGEST) + "…";
  }
}
