package io.tidemark.workflow;

import io.tidemark.api.restore.RestoreStage;
import io.tidemark.api.restore.RestoreStatus;
import java.util.Map;
import java.util.TreeMap;

/** The stages that a restore went through, with what each came to. */
final class Stages {
  private final TreeMap<RestoreStage, String> results = new TreeMap<>();
  private RestoreStage current = RestoreStage.VERIFYING;

  RestoreStage current() {
    return current;
  }

  void enter(RestoreStage stage) {
    current = stage;
  }

  /** Notes what the current stage came to. */
  void done(String result) {
    results.put(current, result);
  }

  /** Current details as Markdown. */
  String markdown(RestoreStatus status, String step) {
    StringBuilder text = new StringBuilder();
    text.append("**Restore of ").append(Markdown.escape(status.database())).append("** as **");
    text.append(Markdown.escape(status.target())).append("**");
    if (!status.backupId().isEmpty()) {
      text.append(" from `").append(status.backupId()).append('`');
    }
    text.append(" · ").append(step).append("\n\n| stage | result |\n|---|---|\n");
    for (Map.Entry<RestoreStage, String> stage : results.entrySet()) {
      row(text, stage.getKey(), stage.getValue());
    }
    if (!results.containsKey(current)) {
      row(text, current, progress(status));
    }
    return text.toString();
  }

  private static void row(StringBuilder text, RestoreStage stage, String result) {
    text.append("| ").append(stage.word()).append(" | ").append(Markdown.escape(result));
    text.append(" |\n");
  }

  private String progress(RestoreStatus status) {
    if (current == RestoreStage.AWAITING_APPROVAL || current == RestoreStage.IN_ROLLBACK_WINDOW) {
      return "until " + status.until();
    }
    if (current.compareTo(RestoreStage.PROMOTING) > 0) {
      return "done";
    }
    return status.partsTotal() == 0
        ? "…"
        : status.partsDone()
            + "/"
            + status.partsTotal()
            + " parts, "
            + Figures.bytes(status.bytesDone())
            + " of "
            + Figures.bytes(status.bytesTotal());
  }
}
