package io.tidemark.cli.terminal;

/**
 * Emphasis for people, left out where it would only be noise.
 *
 * @param colours whether escape sequences are written at all
 */
public record Style(boolean colours) {
  public String bold(String text) {
    return wrap("1", text);
  }

  public String dim(String text) {
    return wrap("2", text);
  }

  public String good(String text) {
    return wrap("32", text);
  }

  public String bad(String text) {
    return wrap("31", text);
  }

  public String warn(String text) {
    return wrap("33", text);
  }

  private String wrap(String code, String text) {
    return colours ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
  }
}
