package io.tidemark.cli;

import io.tidemark.cli.outcome.CommandException;
import io.tidemark.cli.outcome.ExitCode;
import io.tidemark.postgres.ConnectionTarget;
import io.tidemark.postgres.PostgresException;
import io.tidemark.worker.config.MonitoringConfig;
import org.jspecify.annotations.Nullable;

/** The database that a command looks at, without Temporal and without a store. */
final class Watched {
  private Watched() {}

  /**
   * Chooses it.
   *
   * @param name as typed; null for the only one
   */
  static ConnectionTarget choose(MonitoringConfig config, @Nullable String name)
      throws CommandException {
    if (name == null && config.databases().size() == 1) {
      return config.databases().values().iterator().next();
    }
    ConnectionTarget target = name == null ? null : config.databases().get(name);
    if (target == null) {
      String known = String.join(", ", config.databases().keySet());
      throw name == null
          ? CommandException.usage("which database? One of: " + known)
          : new CommandException(
              ExitCode.NOT_FOUND,
              "DatabaseUnknown",
              "no database " + name + " is configured; there is: " + known);
    }
    return target;
  }

  /** What a server's refusal means to a command. */
  static CommandException refused(PostgresException e) {
    boolean denied = e.kind() == PostgresException.Kind.ACCESS_DENIED;
    return new CommandException(
        denied ? ExitCode.DENIED : ExitCode.FAILED,
        denied ? "PostgresAccessDenied" : "PostgresUnavailable",
        String.valueOf(e.getMessage()),
        "Check DATABASE_URL or DIRECT_URL.",
        null,
        e);
  }
}
