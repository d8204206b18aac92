package io.tidemark.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.api.backup.PartKind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlannerTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Cutter CUTTER =
      new Cutter(Cutter.DEFAULT_PART_BYTES, Cutter.DEFAULT_MAX_PARTS);

  @Test
  void whatCannotBeCutStartsFirst() {
    BackupPlan plan = planner(17).plan(catalog(3));

    assertThat(plan.parts())
        .extracting(PlannedPart::kind)
        .containsExactly(PartKind.DATA, PartKind.SCHEMA, PartKind.ROWS, PartKind.GLOBALS);
    assertThat(plan.parts()).extracting(PlannedPart::index).containsExactly(0, 1, 2, 3);
  }

  @Test
  void anEmptyDatabaseHasNoRowsPart() {
    assertThat(planner(17).plan(catalog(0)).parts())
        .extracting(PlannedPart::kind)
        .containsExactly(PartKind.DATA, PartKind.SCHEMA, PartKind.GLOBALS);
  }

  @Test
  void extensionConfigurationIsLeftToPgDump() {
    PlannedTable configuration = table(99, "spatial_ref_sys");
    TableCatalog catalog =
        new TableCatalog(catalog(2).rows(), List.of(configuration), 0, List.of());

    BackupPlan plan = planner(17).plan(catalog);

    assertThat(plan.leftToPgDump()).containsExactly(configuration);
    assertThat(plan.tables()).doesNotContain(configuration);
  }

  @Test
  void tenThousandTablesTravelAsJson() throws IOException {
    BackupPlan plan = planner(17).plan(catalog(10_000));

    byte[] json = MAPPER.writeValueAsBytes(plan);

    assertThat(MAPPER.readValue(json, BackupPlan.class)).isEqualTo(plan);
    assertThat(json).hasSizeLessThan(4 << 20);
    assertThat(plan.table(9_999).name().name()).isEqualTo("t9999");
  }

  @Test
  void everyKindOfPartTravelsAsJson() throws IOException {
    PlannedTable table = table(1, "wei\"rd\n🐘");
    BackupPlan plan =
        new BackupPlan(
            BackupPlan.VERSION,
            List.of(
                new PlannedPart.Archive(0, 5),
                new PlannedPart.Schema(1),
                new PlannedPart.Rows(
                    2,
                    "label",
                    7,
                    List.of(
                        new TableSlice(1, new BlockRange(0, 5L)),
                        new TableSlice(1, new BlockRange(5, null)),
                        new TableSlice(1, null))),
                new PlannedPart.Globals(3)),
            List.of(table),
            List.of(),
            List.of("a notice"));

    assertThat(MAPPER.readValue(MAPPER.writeValueAsBytes(plan), BackupPlan.class)).isEqualTo(plan);
  }

  @Test
  void aTableThatThePlanLacksIsNamed() {
    assertThatThrownBy(() -> planner(17).plan(catalog(3)).table(77)).hasMessageContaining("77");
  }

  @Test
  void tablesThatTheCommandLineHasNoRoomForAreLeftToPgDump() {
    BackupPlan plan = planner(15).plan(catalog(60_000));

    assertThat(plan.leftToPgDump()).isNotEmpty();
    assertThat(plan.tables().size() + plan.leftToPgDump().size()).isEqualTo(60_000);
    assertThat(plan.notices()).anyMatch(notice -> notice.contains("pg_dump 17"));
  }

  private static Planner planner(int pgDumpMajor) {
    return new Planner(CUTTER, Exclusions.of(pgDumpMajor, "UTF8", "UTF-8"));
  }

  private static TableCatalog catalog(int tables) {
    List<PlannedTable> rows = new ArrayList<>();
    for (int oid = 1; oid <= tables; oid++) {
      rows.add(table(oid, "t" + oid));
    }
    return new TableCatalog(rows, List.of(), 0, List.of());
  }

  private static PlannedTable table(long oid, String name) {
    TableName table = new TableName("public", name);
    return new PlannedTable(oid, table, table, List.of("id", "name"), true, 1, 8192);
  }
}
