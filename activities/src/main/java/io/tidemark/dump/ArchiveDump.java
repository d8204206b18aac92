package io.tidemark.dump;

import io.tidemark.postgres.ConnectionTarget;
import io.tidemark.postgres.PgCommand;
import io.tidemark.postgres.PgProgram;
import io.tidemark.postgres.PgToolException;
import io.tidemark.snapshot.BlockedByDdlException;
import io.tidemark.snapshot.PartSession;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * A run of pg_dump in custom format under the snapshot of a part's session. pg_dump compares
 * nothing when it imports a snapshot id; so it gets one that the session has exported itself, and
 * the session must have outlived it.
 */
final class ArchiveDump {
  private final PgProgram pgDump;
  private final PartSession.Access access;

  ArchiveDump(PgProgram pgDump, PartSession.Access access) {
    this.pgDump = pgDump;
    this.access = access;
  }

  /**
   * Runs pg_dump.
   *
   * @param what arguments that say what to dump
   * @param stdin what pg_dump reads
   * @return notices for people
   */
  List<String> run(PartSession session, List<String> what, byte[] stdin, OutputStream out)
      throws Exception {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--format=custom",
                "--compress=0",
                "--snapshot=" + session.export(),
                // Twice as long as our own locks wait, so that a holder that may cancel comes
                // first.
                "--lock-wait-timeout=" + access.lockTimeout().multipliedBy(2).toMillis()));
    arguments.addAll(what);
    ConnectionTarget target = access.target();
    try {
      List<String> notices =
          ToolOutput.copy(
              PgCommand.connected(pgDump, arguments, target, access.name().text()), stdin, out);
      session.proveAlive();
      return notices;
    } catch (PgToolException e) {
      if (String.valueOf(e.getMessage()).contains("lock timeout")) {
        BlockedByDdlException blocked =
            new BlockedByDdlException("pg_dump", session.queue().onAnyTable());
        blocked.initCause(e);
        throw blocked;
      }
      throw e;
    }
  }
}
