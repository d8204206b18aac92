package io.tidemark.api.restore;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;

/**
 * What people lose and gain when the restored database takes the live one's place. Bounded in size:
 * lists end after the worst, totals count everything.
 *
 * @param takenAt when it was measured, ISO 8601
 * @param liveRows rows of all live tables
 * @param restoredRows rows of all restored tables
 * @param liveBytes size of the live database
 * @param restoredBytes size of the restored database
 * @param sessions clients that are connected to the live database now
 * @param tablesCompared tables of either side
 * @param tablesDiffering those among them whose rows differ in number, or that are missing
 * @param lostTables tables that only the live database has
 * @param gainedTables tables that only the restored one has
 * @param tables differing tables, greatest loss first
 * @param settings database settings that differ, as one line each
 * @param notices what was estimated or left out
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ImpactReport(
    String takenAt,
    long liveRows,
    long restoredRows,
    long liveBytes,
    long restoredBytes,
    int sessions,
    int tablesCompared,
    int tablesDiffering,
    List<String> lostTables,
    List<String> gainedTables,
    List<TableImpact> tables,
    List<String> settings,
    List<String> notices) {
  public ImpactReport {
    lostTables = lostTables == null ? List.of() : List.copyOf(lostTables);
    gainedTables = gainedTables == null ? List.of() : List.copyOf(gainedTables);
    tables = tables == null ? List.of() : List.copyOf(tables);
    settings = settings == null ? List.of() : List.copyOf(settings);
    notices = notices == null ? List.of() : List.copyOf(notices);
  }

  /**
   * One table that is on both sides.
   *
   * @param table quoted name
   * @param liveRows rows now
   * @param restoredRows rows afterwards
   * @param column whose greatest value tells how fresh the rows are; empty when none suggests that
   * @param liveNewest its greatest value now; empty when there is none
   * @param restoredNewest its greatest value afterwards; empty when there is none
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record TableImpact(
      String table,
      long liveRows,
      long restoredRows,
      String column,
      String liveNewest,
      String restoredNewest) {
    /** Rows that are not there any more afterwards; negative when there are more. */
    public long lost() {
      return liveRows - restoredRows;
    }
  }
}
