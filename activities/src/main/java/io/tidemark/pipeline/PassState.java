package io.tidemark.pipeline;

import io.tidemark.api.StepTotals;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.SocketTimeoutException;
import java.nio.channels.ClosedByInterruptException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the streams of one pass share: which step is at work, since when, and which failed first.
 * Confined to the thread that makes the part.
 *
 * <p>A step's time is exclusive by construction: the clock always runs for exactly one step, the
 * one entered last and not left yet.
 */
final class PassState {

  private final PipelineProgress progress;
  private final Map<Step, Long> nanos = new EnumMap<>(Step.class);
  private Step step = Step.DUMP;
  private long since = System.nanoTime();
  private @Nullable StepFailure failure;
  private boolean interrupted;

  PassState(PipelineProgress progress) {
    this.progress = progress;
  }

  /**
   * Does a step's work on its clock; whatever it throws counts as its failure, or a deeper one's.
   */
  <T> T in(Step entered, Callable<T> work) throws StepFailure {
    Step left = enter(entered);
    try {
      return work.call();
    } catch (Exception e) {
      throw failed(entered, e);
    } finally {
      enter(left);
    }
  }

  /** Opens a step's stream, with its entrance in front. */
  StepStream open(Step opened, Callable<OutputStream> stream) throws StepFailure {
    LongConsumer counter = opened == Step.COMPRESS ? progress::addRawBytes : count -> {};
    return new StepStream(opened, in(opened, stream), this, counter);
  }

  /** Makes a step the one at work and says which was so before. */
  Step enter(Step entered) {
    long now = System.nanoTime();
    nanos.merge(step, now - since, Long::sum);
    since = now;
    Step left = step;
    step = entered;
    progress.enter(entered);
    return left;
  }

  /** Refuses to go on after a failure or an interrupt, however the steps above took it. */
  void requireGoing() throws StepFailure {
    if (failure != null) {
      throw failure;
    }
    if (Thread.currentThread().isInterrupted()) {
      throw failed(step, new InterruptedIOException("interrupted"));
    }
  }

  /**
   * Records the first failure. The interrupt is taken off the thread, so that cleaning up works.
   */
  StepFailure failed(Step where, Exception thrown) {
    if (failure == null) {
      failure = new StepFailure(where, thrown);
      interrupted = Thread.interrupted() || isInterrupt(thrown);
    }
    return failure;
  }

  boolean hasFailed() {
    return failure != null;
  }

  boolean wasInterrupted() {
    return interrupted;
  }

  /** Each step's own seconds, and the bytes that left it. */
  List<StepTotals> totals(long rawBytes, long compressedBytes, long storedBytes, int sentAgain) {
    return Stream.of(Step.values())
        .map(
            of -> {
              long bytes =
                  switch (of) {
                    case DUMP -> rawBytes;
                    case COMPRESS -> compressedBytes;
                    case ENCRYPT, CHECKSUM, UPLOAD -> storedBytes;
                  };
              return new StepTotals(
                  of.word(),
                  nanos.getOrDefault(of, 0L) / 1e9,
                  bytes,
                  of == Step.UPLOAD ? sentAgain : 0);
            })
        .toList();
  }

  private static boolean isInterrupt(Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof InterruptedException
          || cause instanceof ClosedByInterruptException
          || (cause instanceof InterruptedIOException
              && !(cause instanceof SocketTimeoutException))) {
        return true;
      }
    }
    return false;
  }
}
