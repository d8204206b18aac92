package io.tidemark.cli.report;

import io.tidemark.api.restore.Finding;
import io.tidemark.api.restore.ImpactReport;
import io.tidemark.api.restore.ImpactReport.TableImpact;
import io.tidemark.api.restore.RestoreStatus;
import io.tidemark.api.restore.Vote;
import io.tidemark.cli.terminal.Style;
import io.tidemark.cli.terminal.Terminal;
import io.tidemark.cli.terminal.Words;
import java.io.PrintStream;

/** Where a restore stands, with what people need to decide. */
public final class RestoreStatusReport {
  private static final int TABLES_SHOWN = 20;

  private final PrintStream out;
  private final Style style;

  public RestoreStatusReport(Terminal terminal) {
    this.out = terminal.out();
    this.style = terminal.outStyle();
  }

  /** Writes it to standard output. */
  public void print(String workflowId, RestoreStatus status) {
    out.printf("%s  %s%n", style.bold(workflowId), status.stage());
    out.printf("  %s from backup %s%n", status.target(), status.backupId());
    if (!status.requester().isEmpty()) {
      out.println("  requested by " + status.requester());
    }
    if (!status.until().isEmpty()) {
      out.println("  until " + status.until());
    }
    for (Vote vote : status.votes()) {
      out.printf("  %s by %s%n", vote.approved() ? "approved" : "rejected", vote.approver());
    }
    for (Finding finding : status.findings()) {
      out.println("  finding: " + finding.message());
    }
    if (status.impact() != null) {
      print(status.impact());
    }
    if (!status.proof().isEmpty()) {
      out.printf(
          "  approve with: tidemark approve %s --by NAME --proof %s  (%d of %d)%n",
          workflowId, status.proof(), status.votes().size(), status.quorum());
    }
  }

  private void print(ImpactReport impact) {
    out.printf(
        "  live %s rows in %s, restored %s rows in %s; %d of %d tables differ; %s connected%n",
        Words.count(impact.liveRows()),
        Words.bytes(impact.liveBytes()),
        Words.count(impact.restoredRows()),
        Words.bytes(impact.restoredBytes()),
        impact.tablesDiffering(),
        impact.tablesCompared(),
        Words.count(impact.sessions(), "session"));
    impact.lostTables().forEach(table -> out.println("  " + style.bad("will be lost: ") + table));
    impact.gainedTables().forEach(table -> out.println("  will come back: " + table));
    for (TableImpact table : impact.tables().stream().limit(TABLES_SHOWN).toList()) {
      out.printf(
          "  %-40s %12s rows become %12s%s%n",
          table.table(),
          Words.count(table.liveRows()),
          Words.count(table.restoredRows()),
          table.column().isEmpty()
              ? ""
              : "  newest "
                  + table.column()
                  + ": "
                  + table.liveNewest()
                  + " becomes "
                  + table.restoredNewest());
    }
    impact.settings().forEach(setting -> out.println("  setting: " + setting));
    impact.notices().forEach(notice -> out.println("  note: " + notice));
  }
}
