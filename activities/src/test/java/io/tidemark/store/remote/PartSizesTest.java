package io.tidemark.store.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PartSizesTest {

  @ParameterizedTest
  @ValueSource(ints = {5 << 20, 8 << 20, 64 << 20})
  void fiveTebibytesFitTenThousandParts(int firstBytes) {
    PartSizes sizes = new PartSizes(firstBytes);
    long all = IntStream.rangeClosed(1, 10_000).mapToLong(sizes::bytesOf).sum();

    assertThat(all).isGreaterThanOrEqualTo(5L << 40);
  }

  @Test
  void usualObjectsNeedLittleMemory() {
    assertThat(PartSizes.DEFAULT.bytesOf(1)).isEqualTo(8 << 20);
    assertThat(PartSizes.DEFAULT.bytesOf(1_000)).isEqualTo(8 << 20);
  }

  @Test
  void nonsenseIsRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> new PartSizes(1));
  }
}
