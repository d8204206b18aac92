package io.tidemark.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tidemark.api.StoredObject;
import io.tidemark.keys.DecryptionFailedException;
import io.tidemark.store.FaultyStore;
import io.tidemark.store.FaultyStore.Operation;
import io.tidemark.store.ObjectKey;
import io.tidemark.store.StoreException;
import io.tidemark.store.StoreException.Kind;
import io.tidemark.store.StoreWriter;
import io.tidemark.store.memory.MemoryStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever was done to an object, its reader never comes to a clean end. */
final class ObjectReaderTest {

  private static final ObjectKey KEY = ObjectKey.of("shop", "part");
  private static final byte[] DUMPED = PartRoundTripTest.bytes(3_000, 5);

  private final MemoryStore store = new MemoryStore();
  private final ObjectReader reader = new ObjectReader();

  @ParameterizedTest
  @EnumSource(Compression.class)
  void everyTruncationIsCaught(Compression compression) throws Exception {
    StoredObject object = write(DUMPED, compression);
    byte[] stored = stored();

    for (int length = 0; length < stored.length; length++) {
      replace(Arrays.copyOf(stored, length));

      assertDamaged(object, "has " + length + " of the " + stored.length + " bytes recorded");
    }
  }

  @ParameterizedTest
  @EnumSource(Compression.class)
  void everyFlippedByteIsCaughtByItsDigest(Compression compression) throws Exception {
    StoredObject object = write(DUMPED, compression);
    byte[] stored = stored();

    for (int i = 0; i < stored.length; i++) {
      byte[] flipped = stored.clone();
      flipped[i] ^= (byte) (1 << (i % 8));
      replace(flipped);

      assertDamaged(object, "was changed: its SHA-256 is");
    }
  }

  @ParameterizedTest
  @EnumSource(Compression.class)
  void appendedBytesAreCaught(Compression compression) throws Exception {
    StoredObject object = write(DUMPED, compression);
    byte[] stored = stored();
    replace(Arrays.copyOf(stored, stored.length + 16));

    assertDamaged(object, "is longer than the " + stored.length + " bytes recorded");
  }

  /** The digest is right here: the writer itself was broken. */
  @ParameterizedTest
  @EnumSource(
      value = Compression.class,
      names = {"ZSTD", "GZIP"})
  void aCompressedStreamThatBreaksOffIsNoEnd(Compression compression) throws Exception {
    byte[] packed = pack(DUMPED, compression);

    for (int length = 0; length < packed.length; length++) {
      StoredObject object = writePacked(Arrays.copyOf(packed, length), compression);

      assertThatThrownBy(() -> readAll(object))
          .as(length + " of " + packed.length + " bytes")
          .isInstanceOfSatisfying(
              StoreException.class, e -> assertThat(e.kind()).isEqualTo(Kind.CORRUPT))
          .hasMessageContaining("has the recorded digest, but does not decompress");
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Compression.class,
      names = {"ZSTD", "GZIP"})
  void rubbishAfterTheCompressedStreamIsNoEnd(Compression compression) throws Exception {
    byte[] packed = pack(DUMPED, compression);
    for (int extra : new int[] {1, 17, 70_000}) {
      byte[] longer = Arrays.copyOf(packed, packed.length + extra);
      Arrays.fill(longer, packed.length, longer.length, (byte) 'x');

      StoredObject object = writePacked(longer, compression);

      assertThatThrownBy(() -> readAll(object))
          .isInstanceOfSatisfying(
              StoreException.class, e -> assertThat(e.kind()).isEqualTo(Kind.CORRUPT));
    }
  }

  @Test
  void aSecondGzipMemberIsNotSwallowed() throws Exception {
    byte[] packed = pack(DUMPED, Compression.GZIP);
    byte[] twice = Arrays.copyOf(packed, 2 * packed.length);
    System.arraycopy(packed, 0, twice, packed.length, packed.length);

    StoredObject object = writePacked(twice, Compression.GZIP);

    assertThatThrownBy(() -> readAll(object)).hasMessageContaining("after the gzip stream");
  }

  @Test
  void anotherKeyOpensNothing() throws Exception {
    StoredObject object = write(DUMPED, Compression.ZSTD);

    assertThatThrownBy(() -> reader.open(store, object, TestKeys.OTHER_KEY))
        .isInstanceOf(DecryptionFailedException.class);
  }

  @Test
  void anObjectsKeyOpensNoOtherObject() throws Exception {
    StoredObject object = write(DUMPED, Compression.ZSTD);
    store.delete(KEY);
    StoredObject other = write(DUMPED, Compression.ZSTD);
    StoredObject mixed =
        new StoredObject(
            other.key(),
            other.sizeBytes(),
            other.sha256(),
            other.iv(),
            object.wrappedKey(),
            other.compression());

    assertThatThrownBy(() -> readAll(mixed))
        .isInstanceOfSatisfying(
            StoreException.class, e -> assertThat(e.kind()).isEqualTo(Kind.CORRUPT));
  }

  @Test
  void aMissingObjectIsNotFound() throws Exception {
    StoredObject object = write(DUMPED, Compression.ZSTD);
    store.delete(KEY);

    StoreException opening =
        catchThrowableOfType(StoreException.class, () -> reader.open(store, object, TestKeys.KEY));
    StoreException verifying =
        catchThrowableOfType(StoreException.class, () -> reader.verify(store, object));

    assertThat(opening.kind()).isEqualTo(Kind.NOT_FOUND);
    assertThat(verifying.kind()).isEqualTo(Kind.NOT_FOUND);
  }

  @Test
  void aStoreThatCannotBeReachedIsNoDamage() throws Exception {
    FaultyStore faulty = new FaultyStore(store);
    StoredObject object = write(DUMPED, Compression.ZSTD);
    faulty.failNext(1, Operation.READ, "", Kind.UNAVAILABLE);

    StoreException e =
        catchThrowableOfType(StoreException.class, () -> reader.verify(faulty, object));

    assertThat(e.kind()).isEqualTo(Kind.UNAVAILABLE);
  }

  @Test
  void aDamagedRecordIsDamageToo() throws Exception {
    StoredObject object = write(DUMPED, Compression.ZSTD);
    for (StoredObject damaged :
        List.of(
            with(object, "zz", object.wrappedKey(), "zstd"),
            with(object, "00", object.wrappedKey(), "zstd"),
            with(object, object.iv(), "!", "zstd"),
            with(object, object.iv(), object.wrappedKey(), "lz4"),
            with(object, object.iv(), object.wrappedKey(), "none"),
            with(object, object.iv(), object.wrappedKey(), "gzip"))) {
      assertThatThrownBy(() -> compareOrFail(damaged))
          .isInstanceOfSatisfying(
              StoreException.class, e -> assertThat(e.kind()).isEqualTo(Kind.CORRUPT));
    }
  }

  @Test
  void verifyingTellsHowFarItIs() throws Exception {
    StoredObject object = write(DUMPED, Compression.NONE);
    AtomicLong read = new AtomicLong();

    reader.verify(store, object, read::addAndGet);

    assertThat(read).hasValue(object.sizeBytes());
  }

  /** Reading as {@code none} what is zstd gives bytes, and the right digest of the object. */
  private void compareOrFail(StoredObject object) throws IOException {
    if (!Arrays.equals(readAll(object), DUMPED)) {
      throw new StoreException(Kind.CORRUPT, KEY, "not what was dumped");
    }
  }

  private void assertDamaged(StoredObject object, String problem) {
    StoreException reading = catchThrowableOfType(StoreException.class, () -> readAll(object));
    StoreException verifying =
        catchThrowableOfType(StoreException.class, () -> reader.verify(store, object));
    assertThat(reading).isNotNull().hasMessageContaining(problem);
    assertThat(reading.kind()).isEqualTo(Kind.CORRUPT);
    assertThat(verifying).isNotNull().hasMessageContaining(problem);
    assertThat(verifying.kind()).isEqualTo(Kind.CORRUPT);
  }

  private byte[] readAll(StoredObject object) throws IOException {
    try (InputStream in = reader.open(store, object, TestKeys.KEY)) {
      return in.readAllBytes();
    }
  }

  private StoredObject write(byte[] dumped, Compression compression) throws Exception {
    return run(new Pipeline(), dumped, compression);
  }

  /** Stores bytes that claim to be compressed, properly digested and encrypted. */
  private StoredObject writePacked(byte[] packed, Compression compression) throws Exception {
    store.delete(KEY);
    Compress none = (next, how) -> next;
    return run(
        new Pipeline(none, new AesCbcEncrypt(), new StreamChecksum(), new StoreUpload()),
        packed,
        compression);
  }

  private StoredObject run(Pipeline pipeline, byte[] dumped, Compression compression)
      throws Exception {
    PartSource source =
        (out, progress) -> {
          out.write(dumped);
          return new Dumped(-1, List.of());
        };
    return pipeline
        .run(source, store, KEY, TestKeys.KEY, compression, new PipelineProgress())
        .object();
  }

  private static byte[] pack(byte[] dumped, Compression compression) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream out = new StreamCompress().into(packed, compression)) {
      out.write(dumped);
    }
    return packed.toByteArray();
  }

  private static StoredObject with(
      StoredObject object, String iv, String wrappedKey, String compression) {
    return new StoredObject(
        object.key(), object.sizeBytes(), object.sha256(), iv, wrappedKey, compression);
  }

  private byte[] stored() throws IOException {
    try (InputStream in = store.read(KEY, 0)) {
      return in.readAllBytes();
    }
  }

  private void replace(byte[] bytes) throws IOException {
    store.delete(KEY);
    try (StoreWriter writer = store.newWriter(KEY)) {
      writer.stream().write(bytes);
      writer.commit();
    }
  }
}
