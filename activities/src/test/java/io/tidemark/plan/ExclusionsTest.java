package io.tidemark.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExclusionsTest {
  @Test
  void olderProgramsGetAnArgumentForEachExactName() {
    Exclusions exclusions = Exclusions.of(15, "UTF8", "UTF-8");

    assertThat(exclusions.arguments(List.of(table("Or\"ders"))))
        .containsExactly("--exclude-table-data=\"public\".\"Or\"\"ders\"");
    assertThat(exclusions.filter(List.of(table("a")))).isEmpty();
  }

  @Test
  void newerProgramsReadAFilterInTheDatabasesEncoding() {
    Exclusions exclusions = Exclusions.of(18, "LATIN1", "UTF-8");

    assertThat(exclusions.arguments(List.of(table("a")))).containsExactly("--filter=-");
    assertThat(exclusions.filter(List.of(table("caf\u00e9"))))
        .isEqualTo(
            "exclude table_data \"public\".\"caf\u00e9\"\n".getBytes(StandardCharsets.ISO_8859_1));
  }

  @Test
  void aNameThatAnArgumentCannotCarryIsLeftToPgDump() {
    PlannedTable plain = table("a");
    PlannedTable accented = table("caf\u00e9");

    assertThat(Exclusions.of(15, "UTF8", "US-ASCII").split(List.of(plain, accented)))
        .isEqualTo(new Exclusions.Split(List.of(plain), List.of(accented)));
    assertThat(Exclusions.of(15, "LATIN1", "UTF-8").split(List.of(plain, accented)).left())
        .containsExactly(accented);
    assertThat(Exclusions.of(15, "UTF8", "UTF-8").split(List.of(plain, accented)).left()).isEmpty();
  }

  @Test
  void namesOfAnEncodingThatJavaLacksAreLeftToPgDump() {
    PlannedTable accented = table("caf\u00e9");

    assertThat(Exclusions.of(18, "MULE_INTERNAL", "UTF-8").split(List.of(accented)).left())
        .containsExactly(accented);
  }

  @Test
  void aBackslashIsLeftToPgDumpWhereAFilterWouldNotMatchIt() {
    PlannedTable odd = table("a\\b");

    assertThat(Exclusions.of(18, "UTF8", "UTF-8").split(List.of(odd)).left()).containsExactly(odd);
    assertThat(Exclusions.of(15, "UTF8", "UTF-8").split(List.of(odd)).left()).isEmpty();
  }

  @Test
  void namesThatAreBytesWithoutAnEncodingAreLeftToPgDump() {
    PlannedTable bytes = table("caf\uFFFD");
    PlannedTable plain = table("a");

    assertThat(Exclusions.of(15, "SQL_ASCII", "UTF-8").split(List.of(plain, bytes)))
        .isEqualTo(new Exclusions.Split(List.of(plain), List.of(bytes)));
  }

  private static PlannedTable table(String name) {
    TableName table = new TableName("public", name);
    return new PlannedTable(1, table, table, List.of("id"), true, 1, 8192);
  }
}
