package io.tidemark.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Makes a plan from the catalogs: which tables go into rows parts, and in which order all start.
 */
public final class Planner {
  private final Cutter cutter;
  private final ExcludeRoom room;

  /**
   * @param cutter cuts and bundles
   * @param room how many tables pg_dump can be told to leave out
   */
  public Planner(Cutter cutter, ExcludeRoom room) {
    this.cutter = cutter;
    this.room = room;
  }

  /**
   * The archives come first, since nothing can cut them; then rows, largest first, so that no long
   * part is left for the end; the globals last.
   */
  public BackupPlan plan(TableCatalog catalog) {
    List<PlannedTable> largestFirst = new ArrayList<>(catalog.rows());
    largestFirst.sort(
        Comparator.comparingLong(PlannedTable::bytes).reversed().thenComparing(PlannedTable::oid));
    int fitting = room.fitting(largestFirst.stream().map(PlannedTable::name).toList());
    List<PlannedTable> rows = new ArrayList<>(largestFirst.subList(0, fitting));
    List<PlannedTable> left = new ArrayList<>(catalog.extensionConfiguration());
    left.addAll(largestFirst.subList(fitting, largestFirst.size()));

    List<PlannedPart> parts = new ArrayList<>();
    long leftBytes = left.stream().mapToLong(PlannedTable::bytes).sum();
    parts.add(new PlannedPart.Archive(parts.size(), catalog.largeObjectBytes() + leftBytes));
    parts.add(new PlannedPart.Schema(parts.size()));
    for (Cutter.Bundle bundle : cutter.cut(rows)) {
      parts.add(
          new PlannedPart.Rows(parts.size(), bundle.label(), bundle.bytes(), bundle.slices()));
    }
    parts.add(new PlannedPart.Globals(parts.size()));

    List<String> notices = new ArrayList<>(catalog.notices());
    if (fitting < largestFirst.size()) {
      notices.add(
          (largestFirst.size() - fitting)
              + " small tables are dumped by pg_dump itself: its command line has no room to"
              + " exclude more; pg_dump 17 or later has no such limit");
    }
    Comparator<PlannedTable> byOid = Comparator.comparingLong(PlannedTable::oid);
    rows.sort(byOid);
    left.sort(byOid);
    return new BackupPlan(BackupPlan.VERSION, parts, rows, left, notices);
  }
}
