package io.tidemark.report.html;

import io.tidemark.report.Chart;
import io.tidemark.report.Column;
import io.tidemark.report.DatabaseReport;
import io.tidemark.report.Figure;
import io.tidemark.report.Finding;
import io.tidemark.report.Remedy;
import io.tidemark.report.ReportTable;
import io.tidemark.report.Row;
import io.tidemark.report.Section;
import io.tidemark.report.Severity;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;

/** Writes reports as one self-contained page: no script, nothing loaded from anywhere. */
public final class HtmlReport {
  private static final int TITLES = 12;

  private HtmlReport() {}

  /** The whole page. */
  public static String of(DatabaseReport report) {
    Markup page =
        new Markup()
            .raw("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\n")
            .raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
            .element("title", "", report.database() + " – Tidemark report")
            .raw("<style>\n" + style() + "</style></head><body>\n");
    header(report, page);
    report.sections().forEach(section -> section(section, page));
    page.element(
        "footer",
        "",
        "Made by tidemark report. Statements on this page are proposals: read what each costs"
            + " before you run it.");
    return page.raw("</body></html>\n").toString();
  }

  private static void header(DatabaseReport report, Markup page) {
    page.raw("<header>\n")
        .raw("<div class=\"head\"><div>")
        .element("h1", "", report.database())
        .element(
            "p",
            "where",
            report.where()
                + " · PostgreSQL "
                + report.server()
                + " · "
                + report.takenAt().truncatedTo(ChronoUnit.SECONDS))
        .raw("</div>")
        .element("span", "badge " + report.severity().word(), report.severity().word())
        .raw("</div>\n<nav>");
    for (Section section : report.sections()) {
      page.raw(
              "<a class=\"card "
                  + section.severity().word()
                  + "\" href=\"#"
                  + section.name().key()
                  + "\">")
          .element("b", "", section.name().title())
          .element("span", "", summary(section))
          .raw("</a>\n");
    }
    page.raw("</nav>\n");
    List<Finding> urgent =
        report.findings().stream()
            .filter(finding -> finding.severity().compareTo(Severity.WARNING) >= 0)
            .toList();
    if (!urgent.isEmpty()) {
      page.element("h2", "", "Look at these first").raw("<ol class=\"first\">\n");
      for (Finding finding : urgent.subList(0, Math.min(TITLES, urgent.size()))) {
        page.raw("<li>")
            .element("span", "badge " + finding.severity().word(), finding.severity().word())
            .element("span", "", finding.title())
            .element("code", "", finding.subject())
            .raw("</li>\n");
      }
      page.raw("</ol>\n");
    }
    page.raw("</header>\n");
  }

  private static String summary(Section section) {
    long attention = section.findings().stream().filter(f -> f.severity().wantsAttention()).count();
    return attention == 0
        ? "nothing to do"
        : attention + (attention == 1 ? " finding" : " findings");
  }

  private static void section(Section section, Markup page) {
    page.raw("<section id=\"" + section.name().key() + "\">\n<div class=\"head\">")
        .element("h2", "", section.name().title())
        .element("span", "badge " + section.severity().word(), section.severity().word())
        .raw("</div>\n<dl>");
    for (Figure figure : section.figures()) {
      page.raw("<div>")
          .element("dt", "", figure.title())
          .element("dd", "", figure.shown())
          .raw("</div>");
    }
    page.raw("</dl>\n");
    section.findings().forEach(finding -> finding(finding, page));
    List<Chart> charts = section.charts();
    if (!charts.isEmpty()) {
      page.raw("<div class=\"charts\">\n");
      for (Chart chart : charts) {
        String drawn = Svg.draw(chart);
        if (!drawn.isEmpty()) {
          page.raw("<figure>").element("figcaption", "", chart.title()).raw(drawn).raw("</figure>");
        }
      }
      page.raw("</div>\n");
    }
    section.tables().stream().filter(table -> !table.rows().isEmpty()).forEach(t -> table(t, page));
    page.raw("</section>\n");
  }

  private static void finding(Finding finding, Markup page) {
    page.raw("<article class=\"finding " + finding.severity().word() + "\">\n")
        .raw("<p>")
        .element("span", "badge " + finding.severity().word(), finding.severity().word())
        .element("b", "", finding.title())
        .element("code", "", finding.subject())
        .raw("</p>\n");
    if (!finding.evidence().isEmpty()) {
      page.element("p", "evidence", finding.evidence());
    }
    if (!finding.advice().isEmpty()) {
      page.element("p", "", finding.advice());
    }
    finding.remedy().ifPresent(remedy -> remedy(remedy, page));
    page.raw("</article>\n");
  }

  private static void remedy(Remedy remedy, Markup page) {
    page.element("pre", "", remedy.statement());
    page.element("p", "cost", "Costs: " + remedy.cost());
    if (!remedy.undo().isEmpty()) {
      page.raw("<p class=\"cost\">Undo: ").element("code", "", remedy.undo()).raw("</p>");
    }
  }

  private static void table(ReportTable table, Markup page) {
    page.raw("<details" + (table.rows().size() <= 10 ? " open" : "") + ">")
        .element("summary", "", table.title() + " (" + table.rows().size() + ")")
        .raw("<div class=\"wide\"><table><thead><tr>");
    for (Column column : table.columns()) {
      page.element("th", column.unit().isNumeric() ? "n" : "", column.title());
    }
    page.raw("</tr></thead><tbody>\n");
    for (Row row : table.rows()) {
      page.raw("<tr>");
      for (Column column : table.columns()) {
        String shown = column.unit().format(row.get(column.key()));
        page.element(
            "td",
            column.unit().isNumeric() ? "n" : column.unit().name().toLowerCase(Locale.ROOT),
            shown);
      }
      page.raw("</tr>\n");
    }
    page.raw("</tbody></table></div></details>\n");
  }

  private static String style() {
    try (InputStream file = HtmlReport.class.getResourceAsStream("report.css")) {
      if (file == null) {
        throw new IllegalStateException("report.css is missing beside its class");
      }
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
