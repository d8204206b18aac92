package io.tidemark.promote;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.census.DatabaseProperties.Setting;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PropertyTextTest {
  @Test
  void listsOfNamesAreWrittenNameByNameAndOtherSettingsWhole() {
    assertThat(statement("search_path", "\"$user\", \"we \"\"ird, x\", public"))
        .isEqualTo(
            "ALTER DATABASE \"d\"\"b\" SET \"search_path\" TO"
                + " '$user', 'we \"ird, x', 'public'");
    assertThat(statement("search_path", "")).endsWith("TO ''");
    assertThat(statement("app.list", "a, \"b\"")).endsWith("SET \"app.list\" TO 'a, \"b\"'");
    assertThat(statement("DateStyle", "ISO, DMY")).endsWith("TO 'ISO, DMY'");
    assertThat(SettingStatement.of("d", new Setting("o'r", "work_mem", "5MB")))
        .isEqualTo("ALTER ROLE \"o'r\" IN DATABASE \"d\" SET \"work_mem\" TO '5MB'");
  }

  @Test
  void aLongNameLosesItsEndButNeverHalfALetter() {
    Instant at = Instant.parse("2026-11-23T18:45:01Z");
    assertThat(PreviousName.of("orders", at)).isEqualTo("orders_before_20261123184501");
    String name = PreviousName.of("é".repeat(31) + "x", at);
    assertThat(name).endsWith("é_before_20261123184501");
    assertThat(name.getBytes(StandardCharsets.UTF_8).length).isBetween(62, 63);
    assertThat(PreviousName.of("😀".repeat(15), at)).startsWith("😀").endsWith("_20261123184501");
  }

  private static String statement(String name, String value) {
    return SettingStatement.of("d\"b", new Setting("", name, value));
  }
}
