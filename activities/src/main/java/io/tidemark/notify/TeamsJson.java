package io.tidemark.notify;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.api.notify.Notice;

/** What Teams' web hooks and workflows take: an Adaptive Card. */
final class TeamsJson {
  private static final JsonMapper JSON = new JsonMapper();

  /** Teams takes 28 KB. */
  private static final int MOST = 10;

  private static final int LONGEST = 1_500;

  private TeamsJson() {}

  static String of(Digest digest) {
    ObjectNode root = JSON.createObjectNode().put("type", "message");
    ObjectNode attachment = root.putArray("attachments").addObject();
    attachment.put("contentType", "application/vnd.microsoft.card.adaptive");
    ObjectNode card = attachment.putObject("content");
    card.put("$schema", "http://adaptivecards.io/schemas/adaptive-card.json");
    card.put("type", "AdaptiveCard").put("version", "1.4");
    ArrayNode body = card.putArray("body");
    ArrayNode actions = JSON.createArrayNode();
    digest.notices().stream().limit(MOST).forEach(notice -> add(body, actions, digest, notice));
    int more = Math.max(0, digest.notices().size() - MOST);
    if (more > 0) {
      text(body, "… and " + more + " more");
    }
    digest.aboutDropped().ifPresent(line -> text(body, line));
    card.set("actions", actions);
    return root.toString();
  }

  private static void add(ArrayNode body, ArrayNode actions, Digest digest, Notice notice) {
    text(body, Cut.to(LONGEST, notice.message().subject()))
        .put("weight", "Bolder")
        .put("color", colour(Digest.severityOf(notice)));
    if (!notice.message().lines().isEmpty()) {
      text(body, Cut.to(LONGEST, String.join("\n\n", notice.message().lines())));
    }
    digest
        .link(notice)
        .ifPresent(
            link ->
                actions
                    .addObject()
                    .put("type", "Action.OpenUrl")
                    .put("title", notice.workflowId())
                    .put("url", link));
  }

  private static ObjectNode text(ArrayNode body, String text) {
    return body.addObject().put("type", "TextBlock").put("wrap", true).put("text", text);
  }

  private static String colour(Severity severity) {
    return switch (severity) {
      case INFO -> "Good";
      case WARNING -> "Warning";
      case ERROR -> "Attention";
    };
  }
}
