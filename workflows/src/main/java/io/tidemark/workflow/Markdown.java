package io.tidemark.workflow;

import java.util.List;

/** Text that comes from outside, safe inside Markdown. */
final class Markdown {
  private Markdown() {}

  /** One line in which nothing is markup. */
  static String escape(String text) {
    StringBuilder safe = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if ("\\`*_[]<>|#".indexOf(c) >= 0) {
        safe.append('\\');
      }
      safe.append(Character.isISOControl(c) ? ' ' : c);
    }
    return safe.toString();
  }

  /** A list of notices; empty when there are none. */
  static String notices(List<String> notices) {
    StringBuilder text = new StringBuilder();
    appendNotices(text, notices);
    return text.toString();
  }

  /** A list of notices, when there are any. */
  static void appendNotices(StringBuilder text, List<String> notices) {
    if (!notices.isEmpty()) {
      text.append("\nNotices:\n\n");
      notices.forEach(notice -> text.append("- ").append(escape(notice)).append('\n'));
    }
  }
}
