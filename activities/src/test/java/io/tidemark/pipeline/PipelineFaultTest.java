package io.tidemark.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tidemark.store.FaultyStore;
import io.tidemark.store.FaultyStore.Operation;
import io.tidemark.store.ObjectKey;
import io.tidemark.store.StoreException;
import io.tidemark.store.memory.MemoryStore;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A fault in a step names that step, keeps its cause, and publishes nothing. */
final class PipelineFaultTest {

  private static final ObjectKey KEY = ObjectKey.of("shop", "part");
  private static final byte[] BLOCK = PartRoundTripTest.bytes(200_000, 1);
  private static final PartSource SOURCE =
      (out, progress) -> {
        for (int i = 0; i < 10; i++) {
          out.write(PartRoundTripTest.bytes(BLOCK.length, i));
        }
        return new Dumped(-1, List.of());
      };

  private final Compress compress = new StreamCompress();
  private final Encrypt encrypt = new AesCbcEncrypt();
  private final Checksum checksum = new StreamChecksum();
  private final Upload upload = new StoreUpload();
  private final MemoryStore memory = new MemoryStore();
  private final FaultyStore store = new FaultyStore(memory);

  @ParameterizedTest
  @EnumSource(Compression.class)
  void compressing(Compression compression) throws Exception {
    for (long after : new long[] {0, 500_000, Long.MAX_VALUE}) {
      Compress broken = (next, how) -> new FailingStep(compress.into(next, how), after);

      assertBreaksIn(
          Step.COMPRESS, new Pipeline(broken, encrypt, checksum, upload), SOURCE, compression);
    }
  }

  @ParameterizedTest
  @EnumSource(Compression.class)
  void encrypting(Compression compression) throws Exception {
    for (long after : new long[] {0, 500_000, Long.MAX_VALUE}) {
      Encrypt broken = (next, key, iv) -> new FailingStep(encrypt.into(next, key, iv), after);

      assertBreaksIn(
          Step.ENCRYPT, new Pipeline(compress, broken, checksum, upload), SOURCE, compression);
    }
  }

  @ParameterizedTest
  @EnumSource(Compression.class)
  void checksumming(Compression compression) throws Exception {
    for (long after : new long[] {0, 500_000, Long.MAX_VALUE}) {
      Checksum broken = (next, digest) -> new FailingStep(checksum.into(next, digest), after);

      assertBreaksIn(
          Step.CHECKSUM, new Pipeline(compress, encrypt, broken, upload), SOURCE, compression);
    }
  }

  @ParameterizedTest
  @EnumSource(Compression.class)
  void uploading(Compression compression) throws Exception {
    for (Operation operation : List.of(Operation.NEW_WRITER, Operation.WRITE, Operation.COMMIT)) {
      store.failNext(1, operation, "", StoreException.Kind.UNAVAILABLE);

      PipelineException e = assertBreaksIn(Step.UPLOAD, new Pipeline(), SOURCE, compression);

      assertThat(e.getCause())
          .isInstanceOfSatisfying(
              StoreException.class,
              cause -> assertThat(cause.kind()).isEqualTo(StoreException.Kind.UNAVAILABLE));
    }
  }

  @Test
  void openingAStep() throws Exception {
    assertBreaksIn(
        Step.COMPRESS,
        new Pipeline(
            (next, how) -> {
              throw new IOException(FailingStep.MESSAGE);
            },
            encrypt,
            checksum,
            upload),
        SOURCE,
        Compression.ZSTD);
    assertBreaksIn(
        Step.ENCRYPT,
        new Pipeline(
            compress,
            (next, key, iv) -> {
              throw new IllegalStateException(FailingStep.MESSAGE);
            },
            checksum,
            upload),
        SOURCE,
        Compression.ZSTD);
  }

  @Test
  void dumpingHalfOfThePart() throws Exception {
    PartSource broken =
        (out, progress) -> {
          out.write(BLOCK);
          throw new IOException(FailingStep.MESSAGE);
        };

    assertBreaksIn(Step.DUMP, new Pipeline(), broken, Compression.ZSTD);
  }

  @Test
  void dumpingAllOfItAndJudgingItBad() throws Exception {
    PartSource broken =
        (out, progress) -> {
          SOURCE.writeTo(out, progress);
          throw new IllegalStateException(FailingStep.MESSAGE);
        };

    assertBreaksIn(Step.DUMP, new Pipeline(), broken, Compression.NONE);
  }

  @Test
  void aSourceThatWrapsTheStoresExceptionDoesNotHideTheStep() throws Exception {
    PartSource wrapping =
        (out, progress) -> {
          try {
            return SOURCE.writeTo(out, progress);
          } catch (IOException e) {
            throw new UncheckedIOException("the driver's copy failed", e);
          }
        };
    store.failNext(1, Operation.WRITE, "", StoreException.Kind.OUT_OF_SPACE);

    PipelineException e = assertBreaksIn(Step.UPLOAD, new Pipeline(), wrapping, Compression.ZSTD);

    assertThat(e.getCause()).isInstanceOf(StoreException.class);
  }

  @Test
  void aSourceThatSwallowsTheStoresExceptionDoesNotGetThrough() throws Exception {
    PartSource swallowing =
        (out, progress) -> {
          try {
            SOURCE.writeTo(out, progress);
          } catch (IOException e) {
            // As a source would that judges only the exit status of its program.
          }
          return new Dumped(-1, List.of());
        };
    store.failNext(1, Operation.WRITE, "", StoreException.Kind.UNAVAILABLE);

    assertBreaksIn(Step.UPLOAD, new Pipeline(), swallowing, Compression.NONE);
  }

  @Test
  void writingOnAfterThePartHasEnded() throws Exception {
    List<OutputStream> kept = new ArrayList<>();
    PartSource keeping =
        (out, progress) -> {
          kept.add(out);
          return new Dumped(-1, List.of());
        };
    new Pipeline().run(keeping, store, KEY, TestKeys.KEY, Compression.NONE, new PipelineProgress());

    assertThatThrownBy(() -> kept.get(0).write(1)).isInstanceOf(IOException.class);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void anInterruptEndsThePartPromptly(boolean whileUploading) throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    PartSource endless =
        (out, progress) -> {
          while (true) {
            out.write(BLOCK);
            begun.countDown();
          }
        };
    Pipeline pipeline =
        whileUploading
            ? new Pipeline(compress, encrypt, checksum, upload)
            : new Pipeline(
                (next, how) -> OutputStream.nullOutputStream(), encrypt, checksum, upload);
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    Thread worker =
        new Thread(
            () ->
                thrown.set(
                    catchThrowableOfType(
                        Throwable.class,
                        () ->
                            pipeline.run(
                                endless,
                                store,
                                KEY,
                                TestKeys.KEY,
                                Compression.ZSTD,
                                new PipelineProgress()))));
    worker.start();
    assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();

    worker.interrupt();
    worker.join(TimeUnit.SECONDS.toMillis(10));

    assertThat(worker.isAlive()).isFalse();
    assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
    assertNothingPublished();
  }

  @Test
  void anInterruptAfterTheLastByteStillPublishesNothing() throws Exception {
    PartSource late =
        (out, progress) -> {
          Dumped dumped = SOURCE.writeTo(out, progress);
          Thread.currentThread().interrupt();
          return dumped;
        };

    assertThatThrownBy(() -> run(new Pipeline(), late, Compression.ZSTD))
        .isInstanceOf(InterruptedException.class);
    assertThat(Thread.interrupted()).as("taken off, so that cleaning up works").isFalse();
    assertNothingPublished();
  }

  @Test
  void aStoreInterruptedInItsOwnWaitIsNoFailureOfTheStore() throws Exception {
    Upload interrupted =
        (where, key) -> {
          throw new StoreException(
              StoreException.Kind.UNAVAILABLE, key, "broke off", new ClosedByInterruptException());
        };

    assertThatThrownBy(
            () ->
                run(
                    new Pipeline(compress, encrypt, checksum, interrupted),
                    SOURCE,
                    Compression.NONE))
        .isInstanceOf(InterruptedException.class);
  }

  @Test
  void aTakenKeyIsAnUploadThatFailed() throws Exception {
    run(new Pipeline(), SOURCE, Compression.ZSTD);

    PipelineException e =
        catchThrowableOfType(
            PipelineException.class, () -> run(new Pipeline(), SOURCE, Compression.ZSTD));

    assertThat(e.step()).isEqualTo(Step.UPLOAD);
    assertThat(e.getCause())
        .isInstanceOfSatisfying(
            StoreException.class,
            cause -> assertThat(cause.kind()).isEqualTo(StoreException.Kind.ALREADY_EXISTS));
  }

  private PipelineException assertBreaksIn(
      Step step, Pipeline pipeline, PartSource source, Compression compression) throws Exception {
    PipelineException e =
        catchThrowableOfType(PipelineException.class, () -> run(pipeline, source, compression));
    assertThat(e.step()).isEqualTo(step);
    assertThat(e).hasMessageStartingWith(step.word() + " failed: ");
    if (step != Step.UPLOAD) {
      assertThat(e.getCause()).hasMessage(FailingStep.MESSAGE);
    }
    assertNothingPublished();
    return e;
  }

  private PartOutcome run(Pipeline pipeline, PartSource source, Compression compression)
      throws PipelineException, InterruptedException {
    return pipeline.run(source, store, KEY, TestKeys.KEY, compression, new PipelineProgress());
  }

  private void assertNothingPublished() throws StoreException {
    memory.list("", object -> assertThat(object).as("a published object").isNull());
  }
}
