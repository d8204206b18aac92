package io.tidemark.worker.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Puts in what {@code ${ENV:NAME}} and {@code ${FILE:path}} in a text of the file stand for. */
final class References {
  private static final Pattern REFERENCE = Pattern.compile("\\$\\{([A-Za-z]+):([^}]*)}");

  private final Map<String, String> environment;

  References(Map<String, String> environment) {
    this.environment = environment;
  }

  /** Whether there is anything to put in. */
  static boolean in(String text) {
    return REFERENCE.matcher(text).find();
  }

  /**
   * The text with all references resolved; what they stand for is not looked at again.
   *
   * @throws IllegalArgumentException when one leads nowhere; the message says which
   */
  String resolve(String text) {
    Matcher matcher = REFERENCE.matcher(text);
    StringBuilder resolved = new StringBuilder();
    while (matcher.find()) {
      matcher.appendReplacement(
          resolved, Matcher.quoteReplacement(value(matcher.group(1), matcher.group(2))));
    }
    return matcher.appendTail(resolved).toString();
  }

  @SuppressWarnings("StatementSwitchToExpressionSwitch") // each case is more than one expression
  private String value(String kind, String name) {
    switch (kind) {
      case "ENV":
        String value = environment.getOrDefault(name, "");
        if (value.isEmpty()) {
          throw new IllegalArgumentException("the variable " + name + " is not set");
        }
        return value;
      case "FILE":
        return content(Path.of(name));
      default:
        throw new IllegalArgumentException(
            "${" + kind + ":…} is no reference; write ${ENV:NAME} or ${FILE:path}");
    }
  }

  /**
   * A file's text without the white space at its end.
   *
   * @throws IllegalArgumentException when it cannot be read or holds nothing
   */
  static String content(Path file) {
    try {
      String text = Files.readString(file).stripTrailing();
      if (text.isBlank()) {
        throw new IllegalArgumentException(file + " holds nothing");
      }
      return text;
    } catch (IOException e) {
      throw new IllegalArgumentException(
          file + " cannot be read as a text (" + e.getClass().getSimpleName() + ")", e);
    }
  }
}
