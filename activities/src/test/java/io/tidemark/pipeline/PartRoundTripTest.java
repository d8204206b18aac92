package io.tidemark.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import io.tidemark.api.StepTotals;
import io.tidemark.store.ObjectKey;
import io.tidemark.store.memory.MemoryStore;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** What goes in comes out, and what is told of it is true. */
final class PartRoundTripTest {

  private static final ObjectKey KEY = ObjectKey.of("shop", "part");
  private static final int[] EDGES = {
    0, 1, 15, 16, 17, 65_535, 65_536, 65_537, 131_071, 131_072, 131_073, 262_144, 5_000_001
  };

  @Example
  void everyEdgeOfABlock() throws Exception {
    for (Compression compression : Compression.values()) {
      for (int size : EDGES) {
        assertComesBack(bytes(size, size), 100_000, compression);
      }
    }
  }

  @Property(tries = 60)
  void anySizeInAnyPieces(
      @ForAll @IntRange(max = 400_000) int size,
      @ForAll @IntRange(min = 1, max = 300_000) int piece,
      @ForAll Compression compression,
      @ForAll long seed)
      throws Exception {
    assertComesBack(bytes(size, seed), piece, compression);
  }

  @Example
  void whatIsToldOfAPartIsTrue() throws Exception {
    byte[] dumped = bytes(1_000_000, 7);
    MemoryStore store = new MemoryStore();
    PipelineProgress progress = new PipelineProgress();
    PartSource source =
        (out, told) -> {
          told.addRows(3);
          out.write(dumped);
          return new Dumped(3, List.of(new TableRows("public", "orders", 3)), List.of("a warning"));
        };

    PartOutcome part =
        new Pipeline().run(source, store, KEY, TestKeys.KEY, Compression.ZSTD, progress);

    byte[] stored = stored(store);
    assertThat(part.rawBytes()).isEqualTo(dumped.length).isEqualTo(progress.rawBytes());
    assertThat(part.storedBytes()).isEqualTo(stored.length).isEqualTo(progress.storedBytes());
    assertThat(part.compressedBytes())
        .isLessThan(part.storedBytes())
        .isGreaterThanOrEqualTo(part.storedBytes() - 16);
    assertThat(part.object().sha256())
        .isEqualTo(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(stored)));
    assertThat(part.dumped().rows()).isEqualTo(3).isEqualTo(progress.rows());
    assertThat(part.dumped().notices()).containsExactly("a warning");
    assertThat(part.steps())
        .extracting(StepTotals::step)
        .containsExactly("dump", "compress", "encrypt", "checksum", "upload");
    assertThat(part.steps())
        .extracting(StepTotals::bytes)
        .containsExactly(
            part.rawBytes(),
            part.compressedBytes(),
            part.storedBytes(),
            part.storedBytes(),
            part.storedBytes());
    assertThat(part.steps()).allSatisfy(step -> assertThat(step.seconds()).isNotNegative());
  }

  @Example
  void everyPartHasAKeyAndAnIvOfItsOwn() throws Exception {
    MemoryStore store = new MemoryStore();
    byte[] dumped = bytes(100, 1);

    PartOutcome first = run(store, ObjectKey.of("a"), dumped, 100, Compression.NONE);
    PartOutcome second = run(store, ObjectKey.of("b"), dumped, 100, Compression.NONE);

    assertThat(first.object().iv()).isNotEqualTo(second.object().iv());
    assertThat(first.object().wrappedKey()).isNotEqualTo(second.object().wrappedKey());
    assertThat(first.object().sha256()).isNotEqualTo(second.object().sha256());
  }

  @Example
  void aSourceMayCloseAndFlushAsItLikes() throws Exception {
    MemoryStore store = new MemoryStore();
    PartSource source =
        (out, progress) -> {
          try (out) {
            out.write('a');
            out.flush();
          }
          out.write('b');
          return new Dumped(-1, List.of());
        };

    PartOutcome part =
        new Pipeline()
            .run(source, store, KEY, TestKeys.KEY, Compression.GZIP, new PipelineProgress());

    try (InputStream in = new ObjectReader().open(store, part.object(), TestKeys.KEY)) {
      assertThat(in.readAllBytes()).containsExactly('a', 'b');
    }
  }

  @Example
  void zstdFramesCarryTheirChecksum() throws Exception {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream out = new StreamCompress().into(packed, Compression.ZSTD)) {
      out.write(bytes(1_000, 3));
    }
    byte[] sound = packed.toByteArray();
    byte[] damaged = sound.clone();
    damaged[damaged.length - 1] ^= 1;

    assertThat(Zstd.decompress(sound, 1_000)).isEqualTo(bytes(1_000, 3));
    assertThatThrownBy(() -> Zstd.decompress(damaged, 1_000)).hasMessageContaining("checksum");
  }

  private static void assertComesBack(byte[] dumped, int piece, Compression compression)
      throws Exception {
    MemoryStore store = new MemoryStore();
    PartOutcome part = run(store, KEY, dumped, piece, compression);

    ObjectReader reader = new ObjectReader();
    reader.verify(store, part.object());
    try (InputStream in = reader.open(store, part.object(), TestKeys.KEY)) {
      assertThat(in.readAllBytes()).isEqualTo(dumped);
      assertThat(in.read()).as("the end stays the end").isEqualTo(-1);
    }
  }

  private static PartOutcome run(
      MemoryStore store, ObjectKey key, byte[] dumped, int piece, Compression compression)
      throws Exception {
    PartSource source =
        (out, progress) -> {
          for (int from = 0; from < dumped.length; from += piece) {
            out.write(dumped, from, Math.min(piece, dumped.length - from));
          }
          return new Dumped(-1, List.of());
        };
    return new Pipeline()
        .run(source, store, key, TestKeys.KEY, compression, new PipelineProgress());
  }

  private static byte[] stored(MemoryStore store) throws Exception {
    try (InputStream in = store.read(KEY, 0)) {
      return in.readAllBytes();
    }
  }

  /** Half noise and half repetition, as tables are. */
  static byte[] bytes(int size, long seed) {
    byte[] bytes = new byte[size];
    new Random(seed).nextBytes(bytes);
    for (int i = 0; i < size; i += 2) {
      bytes[i] = 'x';
    }
    return bytes;
  }
}
