package io.tidemark.plan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TableNameTest {
  @Test
  void sqlIsAlwaysQuoted() {
    assertThat(new TableName("public", "or\"d.ers").quoted())
        .isEqualTo("\"public\".\"or\"\"d.ers\"");
  }

  @Test
  void labelsAreReadableAndOnOneLine() {
    assertThat(new TableName("public", "orders").label()).isEqualTo("public.orders");
    assertThat(new TableName("public", "Or\nders").label()).isEqualTo("public.\"Or?ders\"");
  }
}
