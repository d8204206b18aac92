package io.tidemark.workflow;

import io.tidemark.api.StepTotals;
import io.tidemark.api.backup.BackupProgress;
import java.util.List;

/** A backup's current details as Markdown: what it does now, its steps, its parts. */
final class StepsTable {
  private StepsTable() {}

  /**
   * Temporal's Web UI puts the columns of a table side by side, without any room between; an em
   * space in the cell is no white space to Markdown.
   */
  private static final String COLUMN = " | \u2003";

  static String of(BackupProgress progress, List<String> notices) {
    StringBuilder text = new StringBuilder();
    text.append("**Backup of ").append(Markdown.escape(progress.database())).append("**");
    if (!progress.backupId().isEmpty()) {
      text.append(" · `").append(progress.backupId()).append('`');
    }
    text.append(" · ").append(progress.phase()).append("\n\n");
    if (progress.partsTotal() > 0) {
      text.append("Parts: ")
          .append(progress.partsDone())
          .append('/')
          .append(progress.partsTotal())
          .append(" · about ")
          .append(Figures.bytes(progress.estimatedBytesDone()))
          .append(" of ")
          .append(Figures.bytes(progress.estimatedBytesTotal()))
          .append(" read · ")
          .append(Figures.bytes(progress.storedBytes()))
          .append(" stored\n\n");
    }
    text.append("| step")
        .append(COLUMN)
        .append("seconds")
        .append(COLUMN)
        .append("bytes")
        .append(COLUMN)
        .append("rate |\n|---|---:|---:|---:|\n");
    progress.steps().forEach(step -> append(text, step));
    Markdown.appendNotices(text, notices);
    return text.toString();
  }

  private static void append(StringBuilder text, StepTotals step) {
    text.append("| ")
        .append(step.step())
        .append(COLUMN)
        .append(Figures.seconds(step.seconds()))
        .append(COLUMN)
        .append(Figures.bytes(step.bytes()))
        .append(COLUMN)
        .append(Figures.rate(step.bytes(), step.seconds()))
        .append(" |\n");
  }
}
