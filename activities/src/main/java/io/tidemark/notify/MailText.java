package io.tidemark.notify;

import io.tidemark.api.notify.Notice;

/** A digest as the text and as the HTML of a mail. */
final class MailText {
  private MailText() {}

  static String plain(Digest digest) {
    StringBuilder text = new StringBuilder();
    digest.aboutDropped().ifPresent(line -> text.append(line).append("\n\n"));
    for (Notice notice : digest.notices()) {
      text.append(notice.message().subject()).append('\n');
      notice.message().lines().forEach(line -> text.append("  ").append(line).append('\n'));
      text.append("  ").append(notice.at());
      if (!notice.workflowId().isEmpty()) {
        text.append(", workflow ").append(notice.workflowId());
      }
      text.append('\n');
      digest.link(notice).ifPresent(link -> text.append("  ").append(link).append('\n'));
      text.append('\n');
    }
    return text.toString();
  }

  static String html(Digest digest) {
    StringBuilder html = new StringBuilder("<!DOCTYPE html>\n<html><body>\n");
    digest.aboutDropped().ifPresent(line -> html.append("<p>").append(line).append("</p>\n"));
    for (Notice notice : digest.notices()) {
      html.append("<h3 style=\"color:")
          .append(Colour.of(Digest.severityOf(notice)))
          .append("\">")
          .append(escaped(notice.message().subject()))
          .append("</h3>\n");
      notice
          .message()
          .lines()
          .forEach(line -> html.append("<p>").append(escaped(line)).append("</p>\n"));
      html.append("<p><small>").append(escaped(notice.at()));
      digest
          .link(notice)
          .ifPresentOrElse(
              link ->
                  html.append(", <a href=\"")
                      .append(escaped(link))
                      .append("\">")
                      .append(escaped(notice.workflowId()))
                      .append("</a>"),
              () -> html.append(", ").append(escaped(notice.workflowId())));
      html.append("</small></p>\n");
    }
    return html.append("</body></html>\n").toString();
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
