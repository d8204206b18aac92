package io.tidemark.postgres;

import java.util.List;
import java.util.Optional;

/**
 * A call of one of PostgreSQL's programs.
 *
 * @param program which
 * @param arguments its arguments, without those that say where to connect; never a secret
 * @param target where it connects; empty when it works without a server (pg_restore --list)
 * @param applicationName its name in pg_stat_activity
 */
public record PgCommand(
    PgProgram program,
    List<String> arguments,
    Optional<ConnectionTarget> target,
    String applicationName) {
  public PgCommand {
    arguments = List.copyOf(arguments);
  }

  /** A call that connects to a server; {@code --dbname} is added from the target. */
  public static PgCommand connected(
      PgProgram program, List<String> arguments, ConnectionTarget target, String applicationName) {
    return new PgCommand(program, arguments, Optional.of(target), applicationName);
  }

  /** A call that needs no server. */
  public static PgCommand offline(PgProgram program, List<String> arguments) {
    return new PgCommand(program, arguments, Optional.empty(), "");
  }
}
