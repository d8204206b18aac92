package io.tidemark.notify;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.api.notify.Notice;
import io.tidemark.api.notify.NotifyActivity.Message;

/** Tidemark's own format, version 1; docs/notifications.md describes it. */
final class GenericJson {
  private static final JsonMapper JSON = new JsonMapper();

  private GenericJson() {}

  static String of(Digest digest) {
    ObjectNode root = JSON.createObjectNode();
    root.put("version", 1);
    root.put("subject", digest.subject());
    root.put("severity", digest.severity().word());
    root.put("dropped", digest.dropped());
    ArrayNode notices = root.putArray("notices");
    for (Notice notice : digest.notices()) {
      Message message = notice.message();
      ObjectNode node = notices.addObject();
      node.put("event", message.event());
      node.put("severity", Digest.severityOf(notice).word());
      node.put("database", message.database());
      node.put("subject", message.subject());
      ArrayNode lines = node.putArray("lines");
      message.lines().forEach(lines::add);
      node.put("at", notice.at());
      node.put("workflowId", notice.workflowId());
      node.put("runId", notice.runId());
      digest.link(notice).ifPresent(link -> node.put("link", link));
    }
    return root.toString();
  }
}
