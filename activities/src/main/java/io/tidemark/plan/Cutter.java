package io.tidemark.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Cuts big heap tables by block ranges and bundles small tables, up to a part size. Pure: the same
 * tables give the same slices.
 */
public final class Cutter {
  /** The part size when nothing else was configured. */
  public static final long DEFAULT_PART_BYTES = 256L << 20;

  /** Keeps a backup's history under 5,000 events: a slow part costs six. */
  public static final int DEFAULT_MAX_PARTS = 800;

  /** What an empty table costs, in bytes, so that a bundle does not hold ten thousand of them. */
  private static final long TABLE_OVERHEAD_BYTES = 64L << 10;

  private static final Comparator<PlannedTable> LARGEST_FIRST =
      Comparator.comparingLong(PlannedTable::bytes).reversed().thenComparing(PlannedTable::oid);

  private final long partBytes;
  private final int maxParts;

  /**
   * @param partBytes main fork and TOAST bytes a part holds, about; grows when needed
   * @param maxParts the most bundles that {@link #cut} returns
   */
  public Cutter(long partBytes, int maxParts) {
    if (partBytes < 1 || maxParts < 1) {
      throw new IllegalArgumentException("part size and number of parts must be positive");
    }
    this.partBytes = partBytes;
    this.maxParts = maxParts;
  }

  /** Slices that go into one part. */
  public record Bundle(List<TableSlice> slices, long bytes, String label) {
    public Bundle {
      slices = List.copyOf(slices);
    }
  }

  /** Bundles that hold every block of every table exactly once, largest first. */
  public List<Bundle> cut(List<PlannedTable> tables) {
    List<PlannedTable> ordered = new ArrayList<>(tables);
    ordered.sort(LARGEST_FIRST);
    long all = ordered.stream().mapToLong(PlannedTable::bytes).sum();
    long size = Math.max(partBytes, ceilDiv(all, maxParts));
    List<Bundle> bundles = cut(ordered, size);
    while (bundles.size() > maxParts) {
      size += size / 4 + 1;
      bundles = cut(ordered, size);
    }
    bundles.sort(Comparator.comparingLong(Bundle::bytes).reversed());
    return List.copyOf(bundles);
  }

  private static List<Bundle> cut(List<PlannedTable> ordered, long size) {
    List<Bundle> bundles = new ArrayList<>();
    List<PlannedTable> open = new ArrayList<>();
    long openCost = 0;
    for (PlannedTable table : ordered) {
      long pieces = table.heap() ? Math.min(ceilDiv(table.bytes(), size), table.heapPages()) : 1;
      if (pieces > 1) {
        addRanges(table, pieces, bundles);
        continue;
      }
      long cost = table.bytes() + TABLE_OVERHEAD_BYTES;
      if (!open.isEmpty() && openCost + cost > size) {
        bundles.add(bundle(open));
        open.clear();
        openCost = 0;
      }
      open.add(table);
      openCost += cost;
    }
    if (!open.isEmpty()) {
      bundles.add(bundle(open));
    }
    return bundles;
  }

  private static void addRanges(PlannedTable table, long pieces, List<Bundle> bundles) {
    for (long piece = 0; piece < pieces; piece++) {
      long from = boundary(table.heapPages(), piece, pieces);
      Long to = piece == pieces - 1 ? null : boundary(table.heapPages(), piece + 1, pieces);
      bundles.add(
          new Bundle(
              List.of(new TableSlice(table.oid(), new BlockRange(from, to))),
              table.bytes() / pieces,
              table.name().label() + " " + (piece + 1) + "/" + pieces));
    }
  }

  /** {@code pages * piece / pieces} without overflow: a table has fewer than 2^32 pages. */
  private static long boundary(long pages, long piece, long pieces) {
    return Math.multiplyExact(pages, piece) / pieces;
  }

  private static Bundle bundle(List<PlannedTable> tables) {
    String first = tables.get(0).name().label();
    String label = tables.size() == 1 ? first : first + " and " + (tables.size() - 1) + " more";
    return new Bundle(
        tables.stream().map(table -> new TableSlice(table.oid(), null)).toList(),
        tables.stream().mapToLong(PlannedTable::bytes).sum(),
        label);
  }

  private static long ceilDiv(long a, long b) {
    return (a + b - 1) / b;
  }
}
