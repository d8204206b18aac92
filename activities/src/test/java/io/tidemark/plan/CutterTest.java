package io.tidemark.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class CutterTest {
  private static final int PAGE = 8192;

  @Property
  void everyBlockOfEveryTableIsInExactlyOneSlice(
      @ForAll("tables") List<PlannedTable> tables,
      @ForAll @LongRange(min = 1, max = 1L << 34) long partBytes,
      @ForAll @IntRange(min = 1, max = 50) int maxParts) {
    Map<Long, List<TableSlice>> slices =
        new Cutter(partBytes, maxParts)
            .cut(tables).stream()
                .flatMap(bundle -> bundle.slices().stream())
                .collect(Collectors.groupingBy(TableSlice::table));

    assertThat(slices.keySet())
        .isEqualTo(tables.stream().map(PlannedTable::oid).collect(Collectors.toSet()));
    slices.values().forEach(CutterTest::assertCoversEverythingOnce);
  }

  @Property
  void thereAreNeverMorePartsThanAllowed(
      @ForAll("tables") List<PlannedTable> tables,
      @ForAll @LongRange(min = 1, max = 1L << 20) long partBytes,
      @ForAll @IntRange(min = 1, max = 50) int maxParts) {
    assertThat(new Cutter(partBytes, maxParts).cut(tables)).hasSizeLessThanOrEqualTo(maxParts);
  }

  @Property
  void theOrderOfTheCatalogDoesNotMatter(@ForAll("tables") List<PlannedTable> tables) {
    List<PlannedTable> reversed = new ArrayList<>(tables);
    reversed.sort(Comparator.comparingLong(PlannedTable::oid).reversed());
    Cutter cutter = new Cutter(1 << 20, 100);

    assertThat(cutter.cut(reversed)).isEqualTo(cutter.cut(tables));
  }

  @Property
  void theLargestComeFirst(@ForAll("tables") List<PlannedTable> tables) {
    assertThat(new Cutter(1 << 20, 100).cut(tables))
        .isSortedAccordingTo(Comparator.comparingLong(Cutter.Bundle::bytes).reversed());
  }

  @Example
  void tablesThatAreNotHeapAreNotCut() {
    PlannedTable columnar = table(1, false, 1_000_000);

    assertThat(new Cutter(1 << 20, 100).cut(List.of(columnar)))
        .singleElement()
        .extracting(Cutter.Bundle::slices)
        .isEqualTo(List.of(new TableSlice(1, null)));
  }

  @Example
  void aTableIsCutAtPartSizeAndItsLastSliceIsOpen() {
    List<Cutter.Bundle> bundles = new Cutter(100L * PAGE, 100).cut(List.of(table(1, true, 250)));

    assertThat(bundles)
        .extracting(bundle -> bundle.slices().get(0).blocks())
        .containsExactly(
            new BlockRange(0, 83L), new BlockRange(83, 166L), new BlockRange(166, null));
    assertThat(bundles)
        .extracting(Cutter.Bundle::label)
        .containsExactly("public.t1 1/3", "public.t1 2/3", "public.t1 3/3");
  }

  @Example
  void aTerabyteStaysWithinEightHundredParts() {
    List<PlannedTable> tables = new ArrayList<>();
    for (long oid = 1; oid <= 100; oid++) {
      tables.add(table(oid, true, (10L << 30) / PAGE));
    }

    assertThat(new Cutter(Cutter.DEFAULT_PART_BYTES, Cutter.DEFAULT_MAX_PARTS).cut(tables))
        .hasSizeBetween(600, 800);
  }

  @Example
  void tenThousandEmptyTablesAreAFewParts() {
    List<PlannedTable> tables = new ArrayList<>();
    for (long oid = 1; oid <= 10_000; oid++) {
      tables.add(table(oid, true, 0));
    }

    assertThat(new Cutter(Cutter.DEFAULT_PART_BYTES, Cutter.DEFAULT_MAX_PARTS).cut(tables))
        .hasSize(3);
  }

  @Provide
  Arbitrary<List<PlannedTable>> tables() {
    Arbitrary<Long> pages =
        Arbitraries.oneOf(
            Arbitraries.longs().between(0, 20), Arbitraries.longs().between(0, 1L << 22));
    return Combinators.combine(
            Arbitraries.longs().between(1, 1L << 32), pages, Arbitraries.of(true, false))
        .as((oid, size, heap) -> table(oid, heap, size))
        .list()
        .uniqueElements(PlannedTable::oid)
        .ofMaxSize(60);
  }

  private static void assertCoversEverythingOnce(List<TableSlice> slices) {
    if (slices.size() == 1 && slices.get(0).blocks() == null) {
      return;
    }
    Set<Long> starts = new HashSet<>();
    Set<Long> ends = new HashSet<>();
    for (TableSlice slice : slices) {
      BlockRange blocks = slice.blocks();
      assertThat(blocks).isNotNull();
      if (blocks != null) {
        assertThat(starts.add(blocks.from())).isTrue();
        assertThat(ends.add(blocks.to() == null ? -1 : blocks.to())).isTrue();
      }
    }
    // Ranges are never empty, so this holds only for a chain from block 0 to the open end.
    assertThat(starts).contains(0L);
    assertThat(ends).contains(-1L);
    starts.remove(0L);
    ends.remove(-1L);
    assertThat(starts).isEqualTo(ends);
  }

  private static PlannedTable table(long oid, boolean heap, long pages) {
    TableName name = new TableName("public", "t" + oid);
    return new PlannedTable(oid, name, name, List.of("id"), heap, pages, pages * PAGE);
  }
}
