package io.tidemark.report;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one report found.
 *
 * @param findings worst first
 */
public record Section(
    ReportName name,
    List<Figure> figures,
    List<ReportTable> tables,
    List<Chart> charts,
    List<Finding> findings) {
  public Section {
    requireNonNull(name, "name is null");
    figures = List.copyOf(figures);
    tables = List.copyOf(tables);
    charts = List.copyOf(charts);
    findings =
        findings.stream().sorted(Comparator.comparing(Finding::severity).reversed()).toList();
  }

  /** The worst of the findings'. */
  public Severity severity() {
    return Severity.worst(findings.stream().map(Finding::severity).toList());
  }

  /** Puts a section together while its report looks around. Not safe for concurrent use. */
  public static final class Builder {
    private final ReportName name;
    private final List<Figure> figures = new ArrayList<>();
    private final List<ReportTable> tables = new ArrayList<>();
    private final List<Chart> charts = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();

    public Builder(ReportName name) {
      this.name = requireNonNull(name, "name is null");
    }

    public Builder figure(String key, String title, Unit unit, @Nullable Object value) {
      figures.add(new Figure(key, title, unit, value));
      return this;
    }

    public Builder table(String key, String title, List<Column> columns, List<Row> rows) {
      tables.add(new ReportTable(key, title, columns, rows));
      return this;
    }

    /** A chart of fewer than two points says nothing, and is left out. */
    public Builder chart(String title, Chart.Kind kind, Unit unit, List<Chart.Point> points) {
      if (points.size() > 1) {
        charts.add(new Chart(title, kind, unit, points));
      }
      return this;
    }

    public Builder finding(Finding finding) {
      findings.add(finding);
      return this;
    }

    public Builder findings(List<Finding> several) {
      findings.addAll(several);
      return this;
    }

    public Section build() {
      return new Section(name, figures, tables, charts, findings);
    }
  }
}
