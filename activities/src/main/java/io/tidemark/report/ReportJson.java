package io.tidemark.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reports as programs get them: one object, a key a report. */
public final class ReportJson {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private ReportJson() {}

  /** The whole of it. */
  public static ObjectNode of(DatabaseReport report) {
    ObjectNode object = NODES.objectNode();
    object.put("database", report.database());
    object.put("server", report.server());
    object.put("takenAt", report.takenAt().toString());
    object.put("severity", report.severity().word());
    for (Section section : report.sections()) {
      object.set(section.name().key(), section(section));
    }
    return object;
  }

  /** One report's object. */
  public static ObjectNode section(Section section) {
    ObjectNode object = NODES.objectNode();
    object.put("severity", section.severity().word());
    ObjectNode figures = object.putObject("figures");
    section.figures().forEach(figure -> put(figures, figure.key(), figure.value()));
    for (ReportTable table : section.tables()) {
      ArrayNode rows = object.putArray(table.key());
      table
          .rows()
          .forEach(
              row -> {
                ObjectNode node = rows.addObject();
                row.values().forEach((column, value) -> put(node, column, value));
              });
    }
    ArrayNode findings = object.putArray("findings");
    section.findings().forEach(finding -> findings.add(finding(finding)));
    return object;
  }

  /** One finding's object. */
  public static ObjectNode finding(Finding finding) {
    ObjectNode object = NODES.objectNode();
    object.put("check", finding.check());
    object.put("subject", finding.subject());
    object.put("severity", finding.severity().word());
    object.put("title", finding.title());
    object.put("evidence", finding.evidence());
    object.put("advice", finding.advice());
    finding
        .remedy()
        .ifPresent(
            remedy ->
                object
                    .putObject("remedy")
                    .put("statement", remedy.statement())
                    .put("cost", remedy.cost())
                    .put("undo", remedy.undo()));
    return object;
  }

  private static void put(ObjectNode object, String key, @Nullable Object value) {
    if (value instanceof Long whole) {
      object.put(key, whole);
    } else if (value instanceof Number number) {
      double real = number.doubleValue();
      if (Double.isFinite(real)) {
        object.put(key, real);
      } else {
        object.putNull(key);
      }
    } else if (value instanceof Boolean flag) {
      object.put(key, flag);
    } else if (value instanceof List<?> list) {
      ArrayNode array = object.putArray(key);
      list.forEach(element -> array.add(String.valueOf(element)));
    } else {
      object.put(key, value == null ? null : value.toString());
    }
  }
}
