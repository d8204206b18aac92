package io.tidemark.dump;

import io.tidemark.pipeline.Dumped;
import io.tidemark.pipeline.PartSource;
import io.tidemark.pipeline.PipelineProgress;
import io.tidemark.plan.BackupPlan;
import io.tidemark.plan.Exclusions;
import io.tidemark.plan.PlannedTable;
import io.tidemark.postgres.PgProgram;
import io.tidemark.postgres.PgToolException;
import io.tidemark.snapshot.PartSession;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What pg_dump must write itself: large objects, sequences, extension configuration. An exclusion
 * that matches nothing is no error to pg_dump, and its rows would be restored twice; one that
 * matches too much would lose rows. So the archive's table of contents must list exactly the tables
 * that the plan leaves to it.
 */
public final class DataSource implements PartSource {
  private final PgProgram pgDump;
  private final PgProgram pgRestore;
  private final PartSession.Access access;
  private final BackupPlan plan;
  private final String serverEncoding;

  /**
   * @param pgRestore of the same major version as {@code pgDump}
   * @param serverEncoding of the database
   */
  public DataSource(
      PgProgram pgDump,
      PgProgram pgRestore,
      PartSession.Access access,
      BackupPlan plan,
      String serverEncoding) {
    this.pgDump = pgDump;
    this.pgRestore = pgRestore;
    this.access = access;
    this.plan = plan;
    this.serverEncoding = serverEncoding;
  }

  @Override
  public Dumped writeTo(OutputStream out, PipelineProgress progress) throws Exception {
    Exclusions exclusions = Exclusions.of(pgDump.version().major(), serverEncoding);
    List<String> arguments = new ArrayList<>(List.of("--section=data"));
    arguments.addAll(exclusions.arguments(plan.tables()));
    byte[] filter = exclusions.filter(plan.tables());
    List<Long> left = plan.leftToPgDump().stream().map(PlannedTable::oid).toList();
    try (PartSession session = PartSession.open(access, left);
        ArchiveToc toc = new ArchiveToc(pgRestore, out)) {
      List<String> notices = new ArchiveDump(pgDump, access).run(session, arguments, filter, toc);
      requireExactly(new TreeSet<>(left), toc.tables());
      return Dumped.archive(notices);
    }
  }

  private static void requireExactly(SortedSet<Long> planned, SortedSet<Long> listed)
      throws PgToolException {
    if (planned.equals(listed)) {
      return;
    }
    SortedSet<Long> lost = new TreeSet<>(planned);
    lost.removeAll(listed);
    SortedSet<Long> twice = new TreeSet<>(listed);
    twice.removeAll(planned);
    throw new PgToolException(
        PgToolException.Kind.FAILED,
        "pg_dump's archive does not hold the tables that the plan leaves to it: missing "
            + lost
            + ", besides the rows parts "
            + twice
            + " (OIDs)");
  }
}
