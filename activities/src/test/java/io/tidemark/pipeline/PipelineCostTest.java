package io.tidemark.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.tidemark.api.StepTotals;
import io.tidemark.store.BackupStore;
import io.tidemark.store.ObjectInfo;
import io.tidemark.store.ObjectKey;
import io.tidemark.store.StoreWriter;
import io.tidemark.store.memory.MemoryStore;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Memory stays a few blocks, time is told by step, and another thread can look on. */
final class PipelineCostTest {

  private static final ObjectKey KEY = ObjectKey.of("shop", "part");
  private static final long PART_BYTES = 48L * 1024 * 1024;
  private static final long MEMORY_BYTES = 8L * 1024 * 1024;
  private static final Duration NAP = Duration.ofMillis(30);

  @ParameterizedTest
  @EnumSource(Compression.class)
  void aLongPartIsMadeInTheMemoryOfAShortOne(Compression compression) throws Exception {
    byte[] block = PartRoundTripTest.bytes(1024 * 1024, 9);
    PartSource source =
        (out, progress) -> {
          for (long written = 0; written < PART_BYTES; written += block.length) {
            out.write(block);
          }
          return new Dumped(-1, List.of());
        };
    Pipeline pipeline =
        new Pipeline(
            new StreamCompress(1),
            new AesCbcEncrypt(),
            new StreamChecksum(),
            (store, key) -> new Sink(key));
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();

    PartOutcome part =
        pipeline.run(
            source, new MemoryStore(), KEY, TestKeys.KEY, compression, new PipelineProgress());

    assertThat(part.rawBytes()).isEqualTo(PART_BYTES);
    assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(MEMORY_BYTES);
  }

  @ParameterizedTest
  @EnumSource(Compression.class)
  void aLongPartIsReadInTheMemoryOfAShortOne(Compression compression) throws Exception {
    BackupStore store = new MemoryStore();
    byte[] block = PartRoundTripTest.bytes(1024 * 1024, 9);
    PartSource source =
        (out, progress) -> {
          for (int i = 0; i < 24; i++) {
            out.write(block);
          }
          return new Dumped(-1, List.of());
        };
    PartOutcome part =
        new Pipeline().run(source, store, KEY, TestKeys.KEY, compression, new PipelineProgress());
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();

    byte[] buffer = new byte[64 * 1024];
    long read = 0;
    try (InputStream in = new ObjectReader().open(store, part.object(), TestKeys.KEY)) {
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        read += count;
      }
    }

    assertThat(read).isEqualTo(24L * block.length);
    assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(MEMORY_BYTES);
  }

  @Test
  void aSlowStepIsTheOneThatIsSlow() throws Exception {
    StreamChecksum sound = new StreamChecksum();
    Checksum slow =
        (next, digest) -> {
          nap();
          return sound.into(next, digest);
        };
    PartSource source =
        (out, progress) -> {
          nap();
          nap();
          nap();
          out.write(1);
          return new Dumped(-1, List.of());
        };

    PartOutcome part =
        new Pipeline(new StreamCompress(), new AesCbcEncrypt(), slow, new StoreUpload())
            .run(
                source,
                new MemoryStore(),
                KEY,
                TestKeys.KEY,
                Compression.NONE,
                new PipelineProgress());

    assertThat(seconds(part, Step.CHECKSUM)).isGreaterThanOrEqualTo(NAP.toMillis() / 1e3);
    assertThat(seconds(part, Step.DUMP)).isGreaterThanOrEqualTo(3 * NAP.toMillis() / 1e3);
    assertThat(seconds(part, Step.UPLOAD)).isLessThan(3 * NAP.toMillis() / 1e3);
  }

  @Test
  void anotherThreadSeesHowFarThePartIs() throws Exception {
    PipelineProgress progress = new PipelineProgress();
    CountDownLatch written = new CountDownLatch(1);
    CountDownLatch seen = new CountDownLatch(1);
    PartSource source =
        (out, told) -> {
          out.write(new byte[1024 * 1024]);
          told.addRows(1_000);
          written.countDown();
          assertThat(seen.await(10, TimeUnit.SECONDS)).isTrue();
          return new Dumped(1_000, List.of());
        };
    Thread worker =
        new Thread(
            () -> {
              try {
                new Pipeline()
                    .run(source, new MemoryStore(), KEY, TestKeys.KEY, Compression.NONE, progress);
              } catch (PipelineException | InterruptedException e) {
                throw new AssertionError(e);
              }
            });
    worker.start();

    assertThat(written.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(progress.rawBytes()).isEqualTo(1024 * 1024);
    assertThat(progress.storedBytes()).isPositive();
    assertThat(progress.rows()).isEqualTo(1_000);
    assertThat(progress.step()).isEqualTo(Step.DUMP);
    seen.countDown();
    worker.join();
    assertThat(progress.step()).isEqualTo(Step.DUMP);
  }

  private static void nap() {
    long end = System.nanoTime() + NAP.toNanos();
    while (System.nanoTime() < end) {
      LockSupport.parkNanos(end - System.nanoTime());
    }
  }

  private static double seconds(PartOutcome part, Step step) {
    return part.steps().stream()
        .filter(totals -> totals.step().equals(step.word()))
        .mapToDouble(StepTotals::seconds)
        .sum();
  }

  /** A store that keeps nothing but the length. */
  private static final class Sink implements StoreWriter {

    private final ObjectKey key;
    private long bytes;

    Sink(ObjectKey key) {
      this.key = key;
    }

    @Override
    public OutputStream stream() {
      return new OutputStream() {
        @Override
        public void write(int b) {
          bytes++;
        }

        @Override
        public void write(byte[] block, int offset, int length) {
          bytes += length;
        }
      };
    }

    @Override
    public ObjectInfo commit() {
      return new ObjectInfo(key, bytes, Instant.EPOCH);
    }

    @Override
    public void close() {}
  }
}
