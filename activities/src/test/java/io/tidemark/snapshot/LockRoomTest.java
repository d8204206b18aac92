package io.tidemark.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LockRoomTest {
  private static final long DEFAULT = 64L * 100;

  @Test
  void aSmallDatabaseFits() {
    assertThat(new LockRoom(DEFAULT, 64, 300, 4).advice()).isEmpty();
  }

  @Test
  void tooManyTablesAreRefusedWithWhatToSet() {
    assertThat(new LockRoom(DEFAULT, 64, 20_000, 4).advice())
        .hasValueSatisfying(
            advice ->
                assertThat(advice).contains("max_locks_per_transaction to 256", "20000", "64"));
  }

  @Test
  void theAdviceIsEnough() {
    assertThat(new LockRoom(256L * 100, 256, 20_000, 4).advice()).isEmpty();
  }

  @Test
  void manySessionsNeedRoomToo() {
    assertThat(new LockRoom(DEFAULT, 64, 5_000, 12).advice()).isPresent();
  }
}
