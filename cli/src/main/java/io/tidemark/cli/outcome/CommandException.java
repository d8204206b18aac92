package io.tidemark.cli.outcome;

import java.io.Serial;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Why a command did not do what it was asked: what happened, to what, and what to do next. All that
 * a command says about its failure is in here.
 */
public final class CommandException extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  private final ExitCode exitCode;
  private final String type;
  private final @Nullable String next;
  private final @Nullable String workflowId;

  public CommandException(ExitCode exitCode, String type, String message) {
    this(exitCode, type, message, null, null, null);
  }

  public CommandException(
      ExitCode exitCode,
      String type,
      String message,
      @Nullable String next,
      @Nullable String workflowId,
      @Nullable Throwable cause) {
    super(message, cause);
    this.exitCode = exitCode;
    this.type = type;
    this.next = next;
    this.workflowId = workflowId;
  }

  /** A command line that cannot be done as it stands. */
  public static CommandException usage(String message) {
    return new CommandException(ExitCode.USAGE, "Usage", message);
  }

  public ExitCode exitCode() {
    return exitCode;
  }

  /** A failure type of {@link io.tidemark.api.FailureType}, or a word of the command's own. */
  public String type() {
    return type;
  }

  /** What to do about it, when there is something. */
  public Optional<String> next() {
    return Optional.ofNullable(next);
  }

  /** The workflow that failed, when one did. */
  public Optional<String> workflowId() {
    return Optional.ofNullable(workflowId);
  }
}
