package io.tidemark.workflow;

import io.tidemark.api.restore.ImpactReport;
import io.tidemark.api.restore.ImpactReport.TableImpact;
import io.tidemark.api.restore.RestoreResult;
import io.tidemark.api.restore.RestoreStage;
import io.tidemark.api.restore.RestoreStatus;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What people need to decide: the impact, and the exact words to send. */
final class RestoreDetails {
  /** Current details are cut at 20,000 bytes by the server. */
  private static final int TABLES_SHOWN = 20;

  private RestoreDetails() {}

  /** As Markdown, for current details; empty while there is nothing to decide. */
  static String of(RestoreStatus status, String workflowId) {
    StringBuilder text = new StringBuilder();
    if (status.stage().equals(RestoreStage.AWAITING_APPROVAL.word()) && !status.proof().isEmpty()) {
      text.append("\n**Somebody must approve this until ").append(status.until()).append("** (");
      text.append(status.votes().size()).append(" of ").append(status.quorum()).append(").\n\n");
      text.append("Send the signal `approve` (or `reject`) with:\n\n```json\n");
      text.append(approval("YOUR NAME", status.proof())).append("\n```\n\nor type:\n\n```\n");
      text.append(approveLine(workflowId, status.proof())).append("\n```\n");
    }
    RestoreResult result = status.result();
    if (result != null && status.stage().equals(RestoreStage.IN_ROLLBACK_WINDOW.word())) {
      text.append("\n**Can be taken back until ").append(status.until()).append(":** send the ");
      text.append("signal `rollback`, or `finalize` to drop `");
      text.append(Markdown.escape(result.previous())).append("` now, or type:\n\n```\n");
      text.append(rollbackLine(workflowId)).append("\n```\n");
    }
    ImpactReport impact = status.impact();
    if (impact != null) {
      append(text, impact);
    }
    return text.toString();
  }

  /** The same as lines of a message. */
  static List<String> lines(RestoreStatus status, String workflowId) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "Approve with: "
            + approveLine(workflowId, status.proof())
            + "  (until "
            + status.until()
            + ")");
    lines.add(
        "or send the signal approve to "
            + workflowId
            + " with "
            + approval("YOUR NAME", status.proof()));
    if (!status.requester().isEmpty()) {
      lines.add("Requested by " + status.requester() + ", from backup " + status.backupId());
    }
    ImpactReport impact = status.impact();
    lines.addAll(impact == null ? List.of("There is no impact report.") : summary(impact));
    if (impact != null) {
      impact.tables().stream().limit(TABLES_SHOWN).forEach(table -> lines.add(line(table)));
    }
    return lines;
  }

  static String rollbackLine(String workflowId) {
    return "tidemark rollback " + shell(workflowId);
  }

  private static String approveLine(String workflowId, String proof) {
    return "tidemark approve " + shell(workflowId) + " --by NAME --proof " + proof;
  }

  private static String approval(String approver, String proof) {
    return "{\"approver\":\"" + approver + "\",\"proof\":\"" + proof + "\",\"comment\":\"\"}";
  }

  /** The Web UI lets people type any workflow id. */
  private static String shell(String word) {
    return word.matches("[\\w.:@+-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
  }

  private static List<String> summary(ImpactReport impact) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "Live has "
            + Figures.count(impact.liveRows())
            + " rows in "
            + Figures.bytes(impact.liveBytes())
            + ", restored has "
            + Figures.count(impact.restoredRows())
            + " in "
            + Figures.bytes(impact.restoredBytes())
            + "; "
            + impact.tablesDiffering()
            + " of "
            + impact.tablesCompared()
            + " tables differ; "
            + impact.sessions()
            + " sessions are connected");
    addNames(lines, "Tables that will be lost: ", impact.lostTables());
    addNames(lines, "Tables that will come back: ", impact.gainedTables());
    impact.settings().forEach(setting -> lines.add("Setting: " + setting));
    lines.addAll(impact.notices());
    return lines;
  }

  private static void addNames(List<String> lines, String what, List<String> names) {
    if (!names.isEmpty()) {
      lines.add(what + String.join(", ", names));
    }
  }

  private static String line(TableImpact table) {
    String rows =
        table.table()
            + ": "
            + Figures.count(table.liveRows())
            + " rows become "
            + Figures.count(table.restoredRows());
    return table.column().isEmpty()
        ? rows
        : rows
            + ", newest "
            + table.column()
            + " "
            + orNone(table.liveNewest())
            + " becomes "
            + orNone(table.restoredNewest());
  }

  private static void append(StringBuilder text, ImpactReport impact) {
    text.append("\n**Impact**, measured ").append(impact.takenAt()).append("\n\n");
    summary(impact).forEach(line -> text.append("- ").append(Markdown.escape(line)).append('\n'));
    if (impact.tables().isEmpty()) {
      return;
    }
    text.append("\n| table | rows now | rows then | lost | newest now | newest then |\n");
    text.append("|---|---:|---:|---:|---|---|\n");
    impact.tables().stream().limit(TABLES_SHOWN).forEach(table -> row(text, table));
    int more = impact.tablesDiffering() - Math.min(TABLES_SHOWN, impact.tables().size());
    if (more > 0) {
      text.append("\nand ").append(more).append(" more tables\n");
    }
  }

  private static void row(StringBuilder text, TableImpact table) {
    text.append("| ").append(Markdown.escape(table.table()));
    text.append(" | ").append(Figures.count(table.liveRows()));
    text.append(" | ").append(Figures.count(table.restoredRows()));
    text.append(" | ").append(Figures.count(table.lost()));
    text.append(" | ").append(newest(table, table.liveNewest()));
    text.append(" | ").append(newest(table, table.restoredNewest())).append(" |\n");
  }

  private static String newest(TableImpact table, @Nullable String value) {
    return table.column().isEmpty() ? "" : Markdown.escape(orNone(value));
  }

  private static String orNone(@Nullable String value) {
    return value == null || value.isEmpty() ? "none" : value;
  }
}
