package io.tidemark.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.pipeline.Compression;
import io.tidemark.pipeline.Dumped;
import io.tidemark.pipeline.ObjectReader;
import io.tidemark.pipeline.PartOutcome;
import io.tidemark.pipeline.Pipeline;
import io.tidemark.pipeline.PipelineProgress;
import io.tidemark.pipeline.TestKeys;
import io.tidemark.store.StoreException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What every {@link BackupStore} must do. Extend it with a way to open a store on an empty place;
 * an override of a case states in a sentence what the provider cannot do.
 */
public abstract class BackupStoreContract {

  /** Lengths around the places where implementations change their way of writing. */
  protected enum Length {
    EMPTY,
    ONE_BYTE,
    JUST_UNDER_A_PART,
    ONE_PART,
    JUST_OVER_A_PART,
    TWENTY_MEBIBYTES
  }

  private static final int MEBIBYTE = 1024 * 1024;

  private final Random random = new Random(42);
  protected BackupStore store;

  /** A store on a place that is empty, and private to the test. */
  protected abstract BackupStore open() throws Exception;

  /** The length at which the store under test, as opened, begins to write in several parts. */
  protected int partSizeBytes() {
    return MEBIBYTE;
  }

  @BeforeEach
  final void openStore() throws Exception {
    store = open();
  }

  @AfterEach
  final void closeStore() {
    store.close();
  }

  @ParameterizedTest
  @EnumSource(Length.class)
  protected void whatWasWrittenIsRead(Length length) throws Exception {
    ObjectKey key = ObjectKey.of("orders", "part");
    byte[] bytes = bytes(bytesOf(length));
    Instant before = Instant.now();

    ObjectInfo committed = put(key, bytes);

    assertThat(get(key)).isEqualTo(bytes);
    assertThat(committed.key()).isEqualTo(key);
    assertThat(committed.sizeBytes()).isEqualTo(bytes.length);
    assertThat(store.stat(key))
        .hasValueSatisfying(
            found -> {
              assertThat(found.key()).isEqualTo(key);
              assertThat(found.sizeBytes()).isEqualTo(bytes.length);
              assertThat(Duration.between(before, found.modifiedAt()))
                  .isBetween(Duration.ofMinutes(-1), Duration.ofMinutes(1));
            });
    assertThat(listed("")).containsExactly(key.value());
  }

  @Test
  protected void writesOfAnyLengthAreJoined() throws Exception {
    ObjectKey key = ObjectKey.of("joined");
    byte[] bytes = bytes(3 * partSizeBytes() / 2);
    try (StoreWriter writer = store.newWriter(key)) {
      int at = 0;
      for (int length = 1; at < bytes.length; length = length * 3 + 1) {
        int some = Math.min(length, bytes.length - at);
        writer.stream().write(bytes, at, some);
        at += some;
        if (at < bytes.length) {
          writer.stream().write(bytes[at++]);
        }
        writer.stream().flush();
      }
      writer.commit();
    }
    assertThat(get(key)).isEqualTo(bytes);
  }

  @Test
  protected void closingTheStreamEndsTheWritingAndTheCommitStillPublishes() throws Exception {
    ObjectKey key = ObjectKey.of("closed-stream");
    try (StoreWriter writer = store.newWriter(key)) {
      writer.stream().write(bytes(10));
      writer.stream().close();
      assertThat(store.stat(key)).isEmpty();
      writer.commit();
    }
    assertThat(get(key)).hasSize(10);
  }

  @Test
  protected void readingBeginsAtTheOffset() throws Exception {
    ObjectKey key = ObjectKey.of("ranged");
    byte[] bytes = bytes(partSizeBytes() + 100);
    put(key, bytes);

    for (int offset : new int[] {0, 1, 4096, partSizeBytes(), bytes.length - 1, bytes.length}) {
      try (InputStream in = store.read(key, offset)) {
        assertThat(in.readAllBytes())
            .as("from %s", offset)
            .isEqualTo(Arrays.copyOfRange(bytes, offset, bytes.length));
      }
    }
    assertFails(Kind.INVALID, key, () -> store.read(key, bytes.length + 1L));
    assertFails(Kind.INVALID, key, () -> store.read(key, -1));
  }

  @Test
  protected void readingCanStopInTheMiddle() throws Exception {
    ObjectKey key = ObjectKey.of("half-read");
    put(key, bytes(2 * partSizeBytes()));
    for (int i = 0; i < 100; i++) { // more than any pool of connections holds
      try (InputStream in = store.read(key, 0)) {
        assertThat(in.read()).isNotNegative();
      }
    }
  }

  @Test
  protected void anEmptyObjectIsAnObject() throws Exception {
    ObjectKey key = ObjectKey.of("empty");
    put(key, new byte[0]);
    try (InputStream in = store.read(key, 0)) {
      assertThat(in.read()).isEqualTo(-1);
    }
    assertFails(Kind.ALREADY_EXISTS, key, () -> put(key, new byte[0]));
  }

  @Test
  protected void aMissingObjectIsNotFound() throws Exception {
    ObjectKey key = ObjectKey.of("no", "such", "object");
    put(ObjectKey.of("no", "such-thing"), bytes(1));

    assertThat(store.stat(key)).isEmpty();
    assertThat(store.stat(ObjectKey.of("no"))).as("what is only a prefix").isEmpty();
    assertFails(Kind.NOT_FOUND, key, () -> store.read(key, 0));
  }

  @Test
  protected void deletingTwiceIsAsGoodAsOnce() throws Exception {
    ObjectKey key = ObjectKey.of("orders", "part");
    ObjectKey neighbour = ObjectKey.of("orders", "part2");
    put(key, bytes(10));
    put(neighbour, bytes(10));

    store.delete(key);
    store.delete(key);
    store.delete(ObjectKey.of("never", "written"));

    assertThat(store.stat(key)).isEmpty();
    assertFails(Kind.NOT_FOUND, key, () -> store.read(key, 0));
    assertThat(listed("")).containsExactly(neighbour.value());
  }

  @Test
  protected void listingsAreInTheOrderOfTheKeysAndHoldThePrefix() throws Exception {
    List<String> keys =
        List.of("A", "a-b/x", "a.b/x", "a/b", "a/b-c/d", "a/c/x", "a0", "aa/x", "b", "b-/c=2F");
    List<String> inAnyOrder = new ArrayList<>(keys);
    Collections.shuffle(inAnyOrder, random);
    for (String key : inAnyOrder) {
      put(new ObjectKey(key), bytes(1));
    }

    assertThat(listed("")).containsExactlyElementsOf(keys);
    assertThat(listed("a/")).containsExactly("a/b", "a/b-c/d", "a/c/x");
    assertThat(listed("a/b")).containsExactly("a/b", "a/b-c/d");
    assertThat(listed("a/b-c/d")).containsExactly("a/b-c/d");
    assertThat(listed("b-")).containsExactly("b-/c=2F");
    assertThat(listed("b/")).isEmpty();
    assertThat(listed("zzz")).isEmpty();
  }

  @Test
  protected void anEmptyStoreListsNothing() throws Exception {
    assertThat(listed("")).isEmpty();
    assertThat(listed("any/")).isEmpty();
  }

  @Test
  protected void listingsOfMoreThanOnePageAreComplete() throws Exception {
    List<String> keys = IntStream.range(0, 1_003).mapToObj("many/%04d"::formatted).toList();
    inParallel(keys.stream().map(key -> (Callable<?>) () -> put(new ObjectKey(key), bytes(1))));

    assertThat(listed("many/")).containsExactlyElementsOf(keys);
  }

  @Test
  protected void anExceptionOfTheVisitorReachesTheCaller() throws Exception {
    put(ObjectKey.of("a"), bytes(1));
    put(ObjectKey.of("b"), bytes(1));
    var unchecked = new IllegalStateException("enough");
    var checked = new StoreException(Kind.INVALID, null, "enough");
    List<ObjectInfo> seen = new ArrayList<>();

    assertThatThrownBy(
            () ->
                store.list(
                    "",
                    object -> {
                      seen.add(object);
                      throw unchecked;
                    }))
        .isSameAs(unchecked);
    assertThat(seen).hasSize(1);
    assertThatThrownBy(
            () ->
                store.list(
                    "",
                    object -> {
                      throw checked;
                    }))
        .isSameAs(checked);
  }

  @ParameterizedTest
  @EnumSource(
      value = Length.class,
      names = {"EMPTY", "ONE_BYTE", "JUST_OVER_A_PART"})
  protected void aWriterClosedWithoutCommitLeavesNothing(Length length) throws Exception {
    ObjectKey key = ObjectKey.of("abandoned");
    try (StoreWriter writer = store.newWriter(key)) {
      writer.stream().write(bytes(bytesOf(length)));
      writer.stream().close();
    }

    assertThat(store.stat(key)).isEmpty();
    assertThat(listed("")).isEmpty();
    assertThat(store.discardUnfinished(Instant.now().plusSeconds(3600))).isZero();
    put(key, bytes(3));
    assertThat(get(key)).hasSize(3);
  }

  @Test
  protected void anUnfinishedObjectIsInvisibleAndCanBeSwept() throws Exception {
    ObjectKey key = ObjectKey.of("unfinished");
    StoreWriter killed = store.newWriter(key);
    killed.stream().write(bytes(2 * partSizeBytes() + 1));

    assertThat(store.stat(key)).isEmpty();
    assertThat(listed("")).isEmpty();
    assertThat(store.discardUnfinished(Instant.now().minusSeconds(3600))).isZero();
    int found = store.countUnfinished(Instant.now().plusSeconds(3600));
    assertThat(store.discardUnfinished(Instant.now().plusSeconds(3600))).isEqualTo(found);
    assertThat(store.discardUnfinished(Instant.now().plusSeconds(3600))).isZero();
    assertThatCode(killed::close).doesNotThrowAnyException();
    assertThat(listed("")).isEmpty();
  }

  @Test
  protected void aWriterEndsWithItsCommitOrItsClose() throws Exception {
    StoreWriter committed = store.newWriter(ObjectKey.of("committed"));
    committed.stream().write(bytes(5));
    committed.commit();
    assertThatIllegalStateException().isThrownBy(committed::commit);
    assertThatCode(committed::close).doesNotThrowAnyException();
    assertThatCode(committed::close).as("again").doesNotThrowAnyException();

    StoreWriter closed = store.newWriter(ObjectKey.of("closed"));
    assertThatCode(closed::close).doesNotThrowAnyException();
    assertThatIllegalStateException().isThrownBy(closed::commit);
    assertThat(listed("")).containsExactly("committed");
  }

  @Test
  protected void aTakenKeyIsNotWrittenAgain() throws Exception {
    ObjectKey key = ObjectKey.of("taken");
    byte[] first = bytes(100);
    put(key, first);

    assertFails(Kind.ALREADY_EXISTS, key, () -> put(key, bytes(200)));
    assertFails(Kind.ALREADY_EXISTS, key, () -> put(key, bytes(2 * partSizeBytes())));
    assertThat(get(key)).isEqualTo(first);
    assertThat(store.discardUnfinished(Instant.now().plusSeconds(3600))).isZero();
  }

  @ParameterizedTest
  @EnumSource(
      value = Length.class,
      names = {"ONE_BYTE", "JUST_OVER_A_PART"})
  protected void ofRacingWritersOneWins(Length length) throws Exception {
    ObjectKey key = ObjectKey.of("raced");
    int writers = 4;
    CyclicBarrier everybodyHasWritten = new CyclicBarrier(writers);
    List<byte[]> contents =
        IntStream.range(0, writers).mapToObj(i -> bytes(bytesOf(length) + i)).toList();

    List<Boolean> won =
        inParallel(
            contents.stream()
                .map(
                    content ->
                        () -> {
                          try (StoreWriter writer = store.newWriter(key)) {
                            writer.stream().write(content);
                            everybodyHasWritten.await();
                            writer.commit();
                            return true;
                          } catch (StoreException e) {
                            assertThat(e.kind()).isEqualTo(Kind.ALREADY_EXISTS);
                            return false;
                          }
                        }));

    assertThat(won).contains(true);
    List<byte[]> winners =
        IntStream.range(0, writers).filter(won::get).mapToObj(contents::get).toList();
    assertThat(winners).anyMatch(content -> Arrays.equals(content, getUnchecked(key)));
    if (store.capabilities().atomicWriteOnce()) {
      assertThat(winners).hasSize(1);
    }
  }

  @Test
  protected void writersOfDifferentKeysDoNotDisturbOneAnother() throws Exception {
    List<byte[]> contents =
        IntStream.range(0, 6).mapToObj(i -> bytes(partSizeBytes() + i)).toList();
    inParallel(
        IntStream.range(0, contents.size())
            .mapToObj(i -> () -> put(ObjectKey.of("parallel", "p" + i), contents.get(i))));
    for (int i = 0; i < contents.size(); i++) {
      assertThat(get(ObjectKey.of("parallel", "p" + i))).isEqualTo(contents.get(i));
    }
  }

  @Test
  protected void anyNameBecomesAKey() throws Exception {
    List<String> names =
        List.of("..", ".", "a/b", "Ünï cødé", "per%cent", "q\"uo'te", "new\nline", "a=b", "x.");
    for (String name : names) {
      ObjectKey key = ObjectKey.of(ObjectKey.escape(name), "manifest.json");
      put(key, name.getBytes(StandardCharsets.UTF_8));
    }
    List<String> found = new ArrayList<>();
    store.list(
        "", object -> found.add(ObjectKey.unescape(object.key().value().replaceAll("/.*", ""))));
    assertThat(found).containsExactlyInAnyOrderElementsOf(names);
    for (String name : names) {
      assertThat(get(ObjectKey.of(ObjectKey.escape(name), "manifest.json")))
          .asString()
          .isEqualTo(name);
    }
  }

  @ParameterizedTest
  @EnumSource
  protected void aPartComesBackThroughCompressionAndEncryption(Compression compression)
      throws Exception {
    byte[] dumped = bytes(partSizeBytes() + 12_345);
    PartOutcome part =
        new Pipeline()
            .run(
                (out, progress) -> {
                  out.write(dumped);
                  return Dumped.archive(List.of());
                },
                store,
                ObjectKey.of("orders", "part"),
                TestKeys.KEY,
                compression,
                new PipelineProgress());

    ObjectReader reader = new ObjectReader();
    reader.verify(store, part.object());
    try (InputStream in = reader.open(store, part.object(), TestKeys.KEY)) {
      assertThat(in.readAllBytes()).isEqualTo(dumped);
    }
  }

  @Test
  protected void theLongestKeyIsAccepted() throws Exception {
    ObjectKey key =
        ObjectKey.of("s".repeat(240), "t".repeat(240), "u".repeat(240), "v".repeat(240));
    put(key, bytes(1));
    assertThat(listed("")).containsExactly(key.value());
    assertThat(get(key)).hasSize(1);
  }

  @Test
  protected void theTrialThatUsersRunFindsNothing() {
    assertThat(new StoreTrial(store, "trial").run(unused -> {}))
        .isNotEmpty()
        .allSatisfy(outcome -> assertThat(outcome.problem()).as(outcome.name()).isEmpty());
  }

  // What cases are made of; for providers' own cases too.

  protected final byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    synchronized (random) {
      random.nextBytes(bytes);
    }
    return bytes;
  }

  protected final ObjectInfo put(ObjectKey key, byte[] bytes) throws IOException {
    try (StoreWriter writer = store.newWriter(key)) {
      writer.stream().write(bytes);
      return writer.commit();
    }
  }

  protected final byte[] get(ObjectKey key) throws IOException {
    try (InputStream in = store.read(key, 0)) {
      return in.readAllBytes();
    }
  }

  protected final List<String> listed(String prefix) throws StoreException {
    List<String> keys = new ArrayList<>();
    store.list(prefix, object -> keys.add(object.key().value()));
    return keys;
  }

  protected static void assertFails(Kind kind, ObjectKey key, ThrowingCallable call) {
    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(call)
        .satisfies(
            e -> {
              assertThat(e.kind()).isEqualTo(kind);
              assertThat(e.key()).isEqualTo(key);
            })
        .withMessageContaining(key.value());
  }

  private int bytesOf(Length length) {
    return switch (length) {
      case EMPTY -> 0;
      case ONE_BYTE -> 1;
      case JUST_UNDER_A_PART -> partSizeBytes() - 1;
      case ONE_PART -> partSizeBytes();
      case JUST_OVER_A_PART -> partSizeBytes() + 1;
      case TWENTY_MEBIBYTES -> 20 * MEBIBYTE;
    };
  }

  private byte[] getUnchecked(ObjectKey key) {
    try {
      return get(key);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static <T> List<T> inParallel(Stream<? extends Callable<? extends T>> calls)
      throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Future<? extends T>> running = new ArrayList<>();
      calls.forEach(call -> running.add(threads.submit(call)));
      List<T> results = new ArrayList<>();
      for (Future<? extends T> each : running) {
        results.add(each.get());
      }
      return results;
    } finally {
      threads.shutdownNow();
    }
  }
}
