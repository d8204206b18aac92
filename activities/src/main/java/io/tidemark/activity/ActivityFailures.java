package io.tidemark.activity;

import io.temporal.client.ActivityCompletionException;
import io.temporal.client.ActivityWorkerShutdownException;
import io.temporal.failure.ApplicationErrorCategory;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.TemporalFailure;
import io.tidemark.api.FailureType;
import io.tidemark.keys.MissingKeyException;
import io.tidemark.keys.UntrustedSignerException;
import io.tidemark.keys.WrongKeyException;
import io.tidemark.load.LoadException;
import io.tidemark.pipeline.PipelineException;
import io.tidemark.pipeline.Step;
import io.tidemark.postgres.PgToolException;
import io.tidemark.postgres.PostgresException;
import io.tidemark.promote.PromotionException;
import io.tidemark.snapshot.BlockedByDdlException;
import io.tidemark.snapshot.SnapshotGoneException;
import io.tidemark.store.StoreException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns what the domain throws into what Temporal records. The message of every cause would end in
 * the history as well, and a driver's messages quote rows; so a failure carries one message, made
 * of texts that the domain vouches for, and no cause.
 */
final class ActivityFailures {
  private static final Logger log = LoggerFactory.getLogger(ActivityFailures.class);

  /** People make room in hours, not in seconds. */
  private static final Duration WHEN_FULL = Duration.ofMinutes(1);

  /** Zero would fail the activity for good. */
  private static final Duration AT_ONCE = Duration.ofMillis(1);

  private static final int LONGEST_MESSAGE = 2_000;

  private ActivityFailures() {}

  /**
   * Runs an activity's body.
   *
   * @param otherwise the type of failures that no rule names
   */
  static <T> T mapping(FailureType otherwise, Callable<T> body) {
    try {
      return body.call();
    } catch (Exception e) {
      throw of(otherwise, e);
    }
  }

  private static RuntimeException of(FailureType otherwise, Exception thrown) {
    if (thrown instanceof ActivityWorkerShutdownException) {
      return stopping();
    }
    if (thrown instanceof ActivityCompletionException completion) {
      return completion;
    }
    if (thrown instanceof TemporalFailure failure) {
      return failure;
    }
    if (thrown instanceof InterruptedException) {
      return stopping();
    }
    FailureType type = typeOf(otherwise, thrown);
    ApplicationFailure failure =
        ApplicationFailure.newBuilder()
            .setType(type.wireName())
            .setMessage(message(thrown))
            .setNonRetryable(type.retry() == FailureType.Retry.NEVER)
            .setNextRetryDelay(type == FailureType.STORE_FULL ? WHEN_FULL : null)
            .build();
    // Without the exception itself: its causes may quote rows.
    log.warn("{}: {} ({})", type.wireName(), failure.getOriginalMessage(), where(thrown));
    return failure;
  }

  private static ApplicationFailure stopping() {
    return ApplicationFailure.newBuilder()
        .setType(FailureType.WORKER_STOPPING.wireName())
        .setMessage("this worker stops; the work goes on elsewhere")
        .setCategory(ApplicationErrorCategory.BENIGN)
        .setNextRetryDelay(AT_ONCE)
        .build();
  }

  private static FailureType typeOf(FailureType otherwise, Throwable thrown) {
    if (thrown instanceof PipelineException pipeline) {
      FailureType step = stepFailure(pipeline.step());
      FailureType cause = typeOf(step, pipeline.getCause());
      boolean telling = cause.retry() == FailureType.Retry.NEVER || cause == FailureType.STORE_FULL;
      return telling ? cause : step;
    }
    if (thrown instanceof RefusedException refused) {
      return refused.type();
    }
    if (thrown instanceof SnapshotGoneException) {
      return FailureType.SNAPSHOT_GONE;
    }
    if (thrown instanceof BlockedByDdlException) {
      return FailureType.BLOCKED_BY_DDL;
    }
    if (thrown instanceof LoadException load) {
      return switch (load.kind()) {
        case DAMAGED -> FailureType.BACKUP_DAMAGED;
        case CONFLICT, MISSING -> FailureType.TARGET_CONFLICT;
        case IN_USE -> FailureType.TARGET_IN_USE;
        case FAILED -> FailureType.LOAD_FAILED;
      };
    }
    if (thrown instanceof PromotionException promotion) {
      return switch (promotion.kind()) {
        case CONFLICT -> FailureType.TARGET_CONFLICT;
        case IN_USE -> FailureType.TARGET_IN_USE;
        case DENIED -> FailureType.POSTGRES_ACCESS_DENIED;
      };
    }
    if (thrown instanceof StoreException store) {
      return storeFailure(store);
    }
    if (thrown instanceof PostgresException postgres) {
      return postgresFailure(otherwise, postgres);
    }
    if (thrown instanceof PgToolException tool) {
      return switch (tool.kind()) {
        case MISSING -> FailureType.TOOL_MISSING;
        case TOO_OLD -> FailureType.TOOL_TOO_OLD;
        case FAILED -> FailureType.TOOL_FAILED;
      };
    }
    if (thrown instanceof UnknownNameException) {
      return FailureType.DATABASE_UNKNOWN;
    }
    if (thrown instanceof MissingKeyException) {
      return FailureType.KEY_MISSING;
    }
    if (thrown instanceof WrongKeyException) {
      return FailureType.KEY_WRONG;
    }
    if (thrown instanceof UntrustedSignerException) {
      return FailureType.SIGNER_UNTRUSTED;
    }
    return otherwise;
  }

  private static FailureType stepFailure(Step step) {
    return switch (step) {
      case DUMP -> FailureType.DUMP_FAILED;
      case COMPRESS -> FailureType.COMPRESS_FAILED;
      case ENCRYPT -> FailureType.ENCRYPT_FAILED;
      case CHECKSUM -> FailureType.CHECKSUM_FAILED;
      case UPLOAD -> FailureType.UPLOAD_FAILED;
    };
  }

  private static FailureType storeFailure(StoreException store) {
    return switch (store.kind()) {
      case NOT_FOUND -> FailureType.OBJECT_MISSING;
      case ALREADY_EXISTS, INVALID -> FailureType.STORE_INVALID;
      case ACCESS_DENIED -> FailureType.STORE_ACCESS_DENIED;
      case OUT_OF_SPACE -> FailureType.STORE_FULL;
      case UNAVAILABLE -> FailureType.STORE_UNAVAILABLE;
      case CORRUPT -> FailureType.BACKUP_DAMAGED;
    };
  }

  private static FailureType postgresFailure(FailureType otherwise, PostgresException postgres) {
    return switch (postgres.kind()) {
      case UNAVAILABLE -> FailureType.POSTGRES_UNAVAILABLE;
      case ACCESS_DENIED -> FailureType.POSTGRES_ACCESS_DENIED;
      case POOLED -> FailureType.CONFIG_INVALID;
      case NOT_FOUND, ALREADY_EXISTS, BUSY, CANCELLED, CONFLICT, OUT_OF_SPACE, CORRUPT, INVALID ->
          otherwise;
    };
  }

  private static String message(Throwable thrown) {
    String text = vouchedFor(thrown);
    return text.length() <= LONGEST_MESSAGE ? text : text.substring(0, LONGEST_MESSAGE) + " …";
  }

  private static String vouchedFor(Throwable thrown) {
    if (thrown instanceof PipelineException pipeline) {
      return pipeline.step().word() + " failed: " + vouchedFor(pipeline.getCause());
    }
    if (thrown instanceof SQLException sql && !(thrown instanceof PostgresException)) {
      return vouchedFor(PostgresException.of("working", sql));
    }
    String text = thrown.getMessage();
    String name = thrown.getClass().getSimpleName();
    if (text == null || text.isBlank()) {
      return name;
    }
    return thrown.getClass().getName().startsWith("io.tidemark.") ? text : name + ": " + text;
  }

  private static String where(Throwable thrown) {
    StringBuilder chain = new StringBuilder(thrown.getClass().getSimpleName());
    for (Throwable cause = thrown.getCause(); cause != null; cause = cause.getCause()) {
      chain.append(" < ").append(cause.getClass().getSimpleName());
    }
    Throwable root = thrown;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    StackTraceElement[] frames = root.getStackTrace();
    return frames.length == 0 ? chain.toString() : chain + " at " + frames[0];
  }
}
