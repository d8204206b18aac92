package io.tidemark.cli.log;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * Takes passwords out of a line. Nothing of ours logs one; this is for what libraries put into the
 * messages of their exceptions, such as a URL that they could not open.
 */
final class Redaction {
  /** JSON may write a slash with a backslash. */
  private static final Pattern IN_URL = Pattern.compile("(:\\\\?/\\\\?/[^:/@\\s\"]*:)[^@/\\s\"]+@");

  private static final Pattern PARAMETER =
      Pattern.compile(
          "(?i)\\b((?:pg)?password|passwd|secret|api[_-]?key)(\\s*[=:]\\s*)[^\\s&,;\"]+");

  private Redaction() {}

  static byte[] of(byte[] line) {
    String text = new String(line, StandardCharsets.UTF_8);
    String without =
        PARAMETER.matcher(IN_URL.matcher(text).replaceAll("$1***@")).replaceAll("$1$2***");
    return without.getBytes(StandardCharsets.UTF_8);
  }
}
