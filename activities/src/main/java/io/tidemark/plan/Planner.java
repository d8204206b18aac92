package io.tidemark.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Makes a plan from the catalogs: which tables go into rows parts, and in which order all start.
 */
public final class Planner {
  private final Cutter cutter;
  private final Exclusions exclusions;

  /**
   * @param cutter cuts and bundles
   * @param exclusions what pg_dump can be told to leave out
   */
  public Planner(Cutter cutter, Exclusions exclusions) {
    this.cutter = cutter;
    this.exclusions = exclusions;
  }

  /**
   * The archives come first, since nothing can cut them; then rows, largest first, so that no long
   * part is left for the end; the globals last.
   */
  public BackupPlan plan(TableCatalog catalog) {
    List<PlannedTable> largestFirst = new ArrayList<>(catalog.rows());
    largestFirst.sort(
        Comparator.comparingLong(PlannedTable::bytes).reversed().thenComparing(PlannedTable::oid));
    Exclusions.Split split = exclusions.split(largestFirst);
    List<PlannedTable> rows = new ArrayList<>(split.excluded());
    List<PlannedTable> left = new ArrayList<>(catalog.extensionConfiguration());
    left.addAll(split.left());

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
    if (!split.left().isEmpty()) {
      notices.add(
          split.left().size()
              + " tables are dumped by pg_dump itself, since it cannot be told to leave them out;"
              + " pg_dump 17 or later can");
    }
    Comparator<PlannedTable> byOid = Comparator.comparingLong(PlannedTable::oid);
    rows.sort(byOid);
    left.sort(byOid);
    return new BackupPlan(BackupPlan.VERSION, parts, rows, left, notices);
  }
}
