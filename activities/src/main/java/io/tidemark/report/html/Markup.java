package io.tidemark.report.html;

/** Text that is HTML, put together piece by piece. */
final class Markup {
  private final StringBuilder html = new StringBuilder();

  /** HTML of ours, as it stands. */
  Markup raw(String markup) {
    html.append(markup);
    return this;
  }

  /** Anybody's text. */
  Markup text(String text) {
    html.append(escaped(text));
    return this;
  }

  /** A text between tags of this name. */
  Markup element(String name, String classes, String text) {
    html.append('<').append(name);
    if (!classes.isEmpty()) {
      html.append(" class=\"").append(escaped(classes)).append('"');
    }
    html.append('>').append(escaped(text)).append("</").append(name).append(">\n");
    return this;
  }

  static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  @Override
  public String toString() {
    return html.toString();
  }
}
