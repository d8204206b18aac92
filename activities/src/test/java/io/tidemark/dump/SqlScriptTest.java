package io.tidemark.dump;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.plan.PlannedTable;
import io.tidemark.plan.TableName;
import java.util.List;
import org.junit.jupiter.api.Test;

class SqlScriptTest {
  @Test
  void aTableBeginsWithItsCopyLine() {
    assertThat(SqlScript.copyIn(table("orders", "id", "na\"me")))
        .isEqualTo("COPY \"public\".\"orders\" (\"id\", \"na\"\"me\") FROM stdin;\n");
  }

  @Test
  void aTableWithoutColumnsHasNoParentheses() {
    assertThat(SqlScript.copyIn(table("zero"))).isEqualTo("COPY \"public\".\"zero\" FROM stdin;\n");
  }

  @Test
  void aNameCannotBreakTheLineNorBeginACommandOfPsql() {
    assertThat(SqlScript.copyIn(table("a\n\\! rm", "b\r\"")))
        .isEqualTo("COPY \"public\".U&\"a\\000A\\\\! rm\" (U&\"b\\000D\"\"\") FROM stdin;\n");
  }

  @Test
  void theHeadEndsWithAnEmptyLine() {
    assertThat(SqlScript.head("LATIN1"))
        .contains("SET client_encoding = 'LATIN1';\n")
        .endsWith("SET row_security = off;\n\n");
  }

  private static PlannedTable table(String name, String... columns) {
    TableName table = new TableName("public", name);
    return new PlannedTable(1, table, table, List.of(columns), true, 0, 0);
  }
}
