package io.tidemark.worker.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class ReadinessTest {
  private final AtomicLong now = new AtomicLong();
  private final AtomicInteger looks = new AtomicInteger();

  @Test
  void everyCheckIsMadeAndNamed() {
    Map<String, Callable<?>> checks = new LinkedHashMap<>();
    checks.put("temporal", looks::incrementAndGet);
    checks.put(
        "store",
        () -> {
          throw new IOException("no such bucket");
        });
    assertThat(new Readiness(checks).get().checks())
        .containsExactly(Map.entry("temporal", "ok"), Map.entry("store", "no such bucket"));
  }

  @Test
  void manyProbesAreOneLook() {
    Readiness readiness = new Readiness(Map.of("temporal", looks::incrementAndGet), now::get);
    for (int i = 0; i < 100; i++) {
      assertThat(readiness.get().ready()).isTrue();
    }
    assertThat(looks).hasValue(1);

    now.addAndGet(TimeUnit.SECONDS.toNanos(4));
    readiness.get();
    assertThat(looks).hasValue(2);
  }
}
