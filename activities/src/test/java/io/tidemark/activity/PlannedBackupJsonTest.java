package io.tidemark.activity;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class PlannedBackupJsonTest {
  @Test
  void aPlanOfALaterReleaseIsRefused() {
    byte[] json = "{\"plan\":{\"version\":2}}".getBytes(StandardCharsets.UTF_8);

    assertThatThrownBy(() -> PlannedBackupJson.read(json)).hasMessageContaining("newer release");
  }
}
