package io.tidemark.notify;

import io.tidemark.api.notify.Notice;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * What one message of a channel tells.
 *
 * @param notices oldest first; never empty
 * @param dropped notices before these that never were sent
 * @param webUi Temporal's Web UI, without a slash at its end; empty when not known
 */
public record Digest(List<Notice> notices, int dropped, Optional<String> webUi) {
  public Digest {
    notices = List.copyOf(notices);
  }

  /** One line. */
  public String subject() {
    String first = oneLine(notices.get(0).message().subject());
    if (notices.size() == 1) {
      return first;
    }
    long bad = notices.stream().filter(notice -> severityOf(notice).equals(Severity.ERROR)).count();
    return notices.size() + " messages, " + bad + " of failures: " + first + ", …";
  }

  /** That of the worst notice. */
  public Severity severity() {
    return notices.stream().map(Digest::severityOf).max(Severity::compareTo).orElse(Severity.INFO);
  }

  /** Of one notice. */
  static Severity severityOf(Notice notice) {
    return Severity.of(notice.message().severity());
  }

  /** The page of a notice's workflow, when one knows where the Web UI is. */
  Optional<String> link(Notice notice) {
    return webUi
        .filter(unused -> !notice.workflowId().isEmpty())
        .map(
            base ->
                String.join(
                    "/",
                    base,
                    "namespaces",
                    encoded(notice.namespace()),
                    "workflows",
                    encoded(notice.workflowId()),
                    encoded(notice.runId())));
  }

  /** What to say of those that never were sent; empty when there are none. */
  Optional<String> aboutDropped() {
    return dropped == 0
        ? Optional.empty()
        : Optional.of(
            dropped
                + (dropped == 1 ? " message" : " messages")
                + " before this could not be sent; the workers' logs have them.");
  }

  private static String oneLine(String text) {
    return text.replaceAll("\\p{Cntrl}+", " ");
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
