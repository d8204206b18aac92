package io.tidemark.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.api.backup.BackupProgress;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

final class StepsTableTest {
  @Test
  void namesCannotBecomeMarkup() {
    BackupProgress progress =
        new BackupProgress("a|b `c`\n<d>", "", "preflight", 0, 0, 0, 0, 0, List.of());

    assertThat(StepsTable.of(progress, List.of("see *this*")))
        .startsWith("**Backup of a\\|b \\`c\\` \\<d\\>** · preflight\n")
        .contains("- see \\*this\\*\n");
  }

  @Test
  void figuresAreTheSameInEveryLocale() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.GERMANY);

      assertThat(Figures.bytes(1_610_612_736L)).isEqualTo("1.5 GiB");
      assertThat(Figures.bytes(1_023)).isEqualTo("1023 B");
      assertThat(Figures.count(1_234_567)).isEqualTo("1,234,567");
      assertThat(Figures.rate(10, 0)).isEqualTo("–");
    } finally {
      Locale.setDefault(before);
    }
  }
}
