package io.tidemark.notify;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.api.notify.Notice;

/** What Slack's incoming web hooks take: a text for notifications, a coloured attachment each. */
final class SlackJson {
  private static final JsonMapper JSON = new JsonMapper();

  /** Slack takes a hundred attachments and warns against more than twenty. */
  private static final int MOST = 20;

  /** Slack's limit for a section's text is 3,000. */
  private static final int LONGEST = 2_900;

  private SlackJson() {}

  static String of(Digest digest) {
    ObjectNode root = JSON.createObjectNode();
    root.put("text", escaped(digest.subject()));
    ArrayNode attachments = root.putArray("attachments");
    digest.notices().stream().limit(MOST).forEach(notice -> add(attachments, digest, notice));
    int more = Math.max(0, digest.notices().size() - MOST);
    if (more > 0) {
      attachments.addObject().put("text", "… and " + more + " more");
    }
    digest.aboutDropped().ifPresent(line -> attachments.addObject().put("text", line));
    return root.toString();
  }

  private static void add(ArrayNode attachments, Digest digest, Notice notice) {
    ObjectNode attachment = attachments.addObject();
    attachment.put("color", Colour.of(Digest.severityOf(notice)));
    StringBuilder text = new StringBuilder();
    text.append('*').append(escaped(notice.message().subject())).append('*');
    notice.message().lines().forEach(line -> text.append('\n').append(escaped(line)));
    ArrayNode blocks = attachment.putArray("blocks");
    section(blocks, Cut.to(LONGEST, text.toString()));
    digest
        .link(notice)
        .ifPresent(link -> section(blocks, "<" + link + "|" + escaped(notice.workflowId()) + ">"));
  }

  private static void section(ArrayNode blocks, String text) {
    ObjectNode section = blocks.addObject().put("type", "section");
    section.putObject("text").put("type", "mrkdwn").put("text", text);
  }

  /** The three that Slack gives a meaning. */
  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
