package io.tidemark.activity;

import io.tidemark.archive.TablePiece;
import io.tidemark.load.ExpectedRows;
import io.tidemark.pipeline.TableRows;
import io.tidemark.plan.BackupPlan;
import io.tidemark.plan.BlockRange;
import io.tidemark.plan.PlannedPart;
import io.tidemark.plan.PlannedTable;
import io.tidemark.plan.TableName;
import io.tidemark.plan.TableSlice;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a rows part held, slice by slice, as receipts and contents record it. */
final class TablePieces {
  private TablePieces() {}

  /**
   * Joins the plan's slices with the rows that were read.
   *
   * @param counts one a slice, in the part's order
   */
  static List<TablePiece> of(BackupPlan plan, PlannedPart.Rows part, List<TableRows> counts) {
    if (counts.size() != part.slices().size()) {
      throw new IllegalStateException(
          "part "
              + part.index()
              + " has "
              + part.slices().size()
              + " slices, counted were "
              + counts.size());
    }
    List<TablePiece> pieces = new ArrayList<>();
    for (int i = 0; i < counts.size(); i++) {
      TableSlice slice = part.slices().get(i);
      PlannedTable table = plan.table(slice.table());
      boolean viaRoot = !table.loadInto().equals(table.name());
      pieces.add(
          new TablePiece(
              table.name().schema(),
              table.name().name(),
              table.columns(),
              condition(slice.blocks()),
              counts.get(i).rows(),
              viaRoot ? table.loadInto().schema() : null,
              viaRoot ? table.loadInto().name() : null));
    }
    return pieces;
  }

  private static @Nullable String condition(@Nullable BlockRange blocks) {
    return blocks == null ? null : blocks.condition();
  }

  /** A piece as a load must find it in its part. */
  static ExpectedRows expected(TablePiece piece) {
    TableName own = new TableName(piece.schema(), piece.name());
    String rootSchema = piece.rootSchema();
    String rootName = piece.rootName();
    TableName into =
        rootSchema == null || rootName == null ? own : new TableName(rootSchema, rootName);
    return new ExpectedRows(into, piece.columns(), piece.rows());
  }
}
