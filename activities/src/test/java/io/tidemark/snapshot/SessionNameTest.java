package io.tidemark.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SessionNameTest {
  @Test
  void saysRunPartAndAttempt() {
    SessionName name = new SessionName("7f3a2c", "rows-12", 3);

    assertThat(name.text()).isEqualTo("tidemark/7f3a2c/rows-12#3");
    assertThat(name.partPrefix()).isEqualTo("tidemark/7f3a2c/rows-12#");
    assertThat(name.runPrefix()).isEqualTo("tidemark/7f3a2c/");
  }

  @Test
  void aNameThatPostgresWouldCutIsRefused() {
    assertThatThrownBy(() -> new SessionName("r".repeat(40), "p".repeat(20), 1))
        .hasMessageContaining("too long");
  }

  @Test
  void aNameThatWouldReadAsAnotherIsRefused() {
    assertThatThrownBy(() -> new SessionName("a/b", "rows", 1))
        .hasMessageContaining("not a session name");
  }
}
