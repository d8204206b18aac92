package io.tidemark.cli;

import io.grpc.StatusRuntimeException;
import io.temporal.client.WorkflowServiceException;
import io.tidemark.cli.outcome.CommandException;
import io.tidemark.cli.outcome.ExitCode;
import io.tidemark.keys.KeyException;
import io.tidemark.keys.UntrustedSignerException;
import io.tidemark.store.StoreException;
import io.tidemark.worker.config.ConfigException;

/** Turns whatever stopped a command into a report that people can act on. */
final class Failures {
  private Failures() {}

  static CommandException explain(Exception e) {
    if (e instanceof CommandException ours) {
      return ours;
    }
    if (e instanceof ConfigException config) {
      return new CommandException(
          ExitCode.USAGE,
          "ConfigInvalid",
          String.valueOf(config.getMessage()),
          "docs/configuration.md describes every variable.",
          null,
          e);
    }
    if (e instanceof StoreException store) {
      return new CommandException(of(store.kind()), word(store.kind()), message(e), null, null, e);
    }
    if (e instanceof UntrustedSignerException) {
      return new CommandException(ExitCode.DENIED, "SignerUntrusted", message(e), null, null, e);
    }
    if (e instanceof KeyException) {
      return new CommandException(ExitCode.DENIED, "KeyWrong", message(e), null, null, e);
    }
    if (e instanceof InterruptedException) {
      Thread.currentThread().interrupt();
      return new CommandException(ExitCode.INTERRUPTED, "Interrupted", "interrupted");
    }
    if (e instanceof StatusRuntimeException || e instanceof WorkflowServiceException) {
      return new CommandException(
          ExitCode.FAILED, "TemporalFailed", "Temporal refused: " + rootMessage(e), null, null, e);
    }
    return new CommandException(
        ExitCode.FAILED,
        "Internal",
        e.getClass().getSimpleName() + ": " + message(e),
        null,
        null,
        e);
  }

  private static ExitCode of(StoreException.Kind kind) {
    return switch (kind) {
      case NOT_FOUND -> ExitCode.NOT_FOUND;
      case ACCESS_DENIED -> ExitCode.DENIED;
      case CORRUPT -> ExitCode.DAMAGED;
      case INVALID -> ExitCode.USAGE;
      case ALREADY_EXISTS, OUT_OF_SPACE, UNAVAILABLE -> ExitCode.FAILED;
    };
  }

  private static String word(StoreException.Kind kind) {
    return switch (kind) {
      case NOT_FOUND -> "ObjectMissing";
      case ACCESS_DENIED -> "StoreAccessDenied";
      case CORRUPT -> "BackupDamaged";
      case INVALID, ALREADY_EXISTS -> "StoreInvalid";
      case OUT_OF_SPACE -> "StoreFull";
      case UNAVAILABLE -> "StoreUnavailable";
    };
  }

  private static String rootMessage(Throwable e) {
    Throwable root = e;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return message(root);
  }

  private static String message(Throwable e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }
}
