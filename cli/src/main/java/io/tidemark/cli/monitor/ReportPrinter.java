package io.tidemark.cli.monitor;

import io.tidemark.cli.terminal.Style;
import io.tidemark.cli.terminal.Terminal;
import io.tidemark.report.Column;
import io.tidemark.report.DatabaseReport;
import io.tidemark.report.Figure;
import io.tidemark.report.Finding;
import io.tidemark.report.ReportTable;
import io.tidemark.report.Row;
import io.tidemark.report.Section;
import io.tidemark.report.Severity;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** Prints reports as tables on a terminal. */
public final class ReportPrinter {
  private static final int WIDEST = 60;
  private static final int ROWS = 10;

  private final PrintStream out;
  private final Style style;

  public ReportPrinter(Terminal terminal) {
    this.out = terminal.out();
    this.style = terminal.outStyle();
  }

  /** All sections, and last a line of the whole. */
  public void print(DatabaseReport report) {
    out.println(
        style.bold(report.database())
            + style.dim("  " + report.where() + ", PostgreSQL " + report.server()));
    report.sections().forEach(this::print);
    out.println();
    long attention = report.findings().stream().filter(f -> f.severity().wantsAttention()).count();
    out.println(
        attention == 0
            ? style.good("nothing to do")
            : attention
                + (attention == 1 ? " finding" : " findings")
                + ", the worst is "
                + word(report.severity()));
  }

  private void print(Section section) {
    out.println();
    out.println(style.bold(section.name().title()) + "  " + word(section.severity()));
    for (Figure figure : section.figures()) {
      out.printf("  %-32s %s%n", figure.title(), figure.shown());
    }
    section.tables().stream().filter(table -> !table.rows().isEmpty()).forEach(this::print);
    section.findings().forEach(this::print);
  }

  private void print(ReportTable table) {
    out.println();
    out.println("  " + style.dim(table.title()));
    List<List<String>> lines = new ArrayList<>();
    lines.add(table.columns().stream().map(Column::title).toList());
    for (Row row : table.rows().subList(0, Math.min(ROWS, table.rows().size()))) {
      lines.add(
          table.columns().stream()
              .map(column -> shortened(column.unit().format(row.get(column.key()))))
              .toList());
    }
    int[] widths = new int[table.columns().size()];
    for (List<String> line : lines) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], line.get(i).length());
      }
    }
    for (int i = 0; i < lines.size(); i++) {
      String line = line(table.columns(), lines.get(i), widths);
      out.println("  " + (i == 0 ? style.bold(line) : line));
    }
    if (table.rows().size() > ROWS) {
      out.println(style.dim("  and " + (table.rows().size() - ROWS) + " more; --json has all"));
    }
  }

  private static String line(List<Column> columns, List<String> cells, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      String blanks = " ".repeat(widths[i] - cells.get(i).length());
      boolean right = columns.get(i).unit().isNumeric();
      line.append(right ? blanks + cells.get(i) : cells.get(i) + blanks).append("  ");
    }
    return line.toString().stripTrailing();
  }

  /** One finding with its evidence, advice and statements. */
  public void print(Finding finding) {
    out.println();
    out.println(
        "  "
            + word(finding.severity())
            + "  "
            + finding.title()
            + ": "
            + style.bold(finding.subject()));
    indented(finding.evidence());
    indented(finding.advice());
    finding
        .remedy()
        .ifPresent(
            remedy -> {
              remedy.statement().lines().forEach(line -> out.println("      " + line));
              indented("costs: " + remedy.cost());
              if (!remedy.undo().isEmpty()) {
                indented("undo: " + remedy.undo().replace("\n", " "));
              }
            });
  }

  private void indented(String text) {
    if (!text.isEmpty()) {
      out.println("    " + style.dim(text));
    }
  }

  private String word(Severity severity) {
    String word = severity.word();
    return switch (severity) {
      case OK -> style.good(word);
      case INFO -> style.dim(word);
      case UNKNOWN, WARNING -> style.warn(word);
      case CRITICAL -> style.bad(word);
    };
  }

  private static String shortened(String text) {
    return text.length() <= WIDEST ? text : text.substring(0, WIDEST - 1) + "…";
  }
}
