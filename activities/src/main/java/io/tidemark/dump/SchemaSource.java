package io.tidemark.dump;

import io.tidemark.pipeline.Dumped;
import io.tidemark.pipeline.PartSource;
import io.tidemark.pipeline.PipelineProgress;
import io.tidemark.postgres.PgProgram;
import io.tidemark.snapshot.PartSession;
import java.io.OutputStream;
import java.util.List;

/** All definitions, by pg_dump: what comes before the rows and what comes after. */
public final class SchemaSource implements PartSource {
  private final PgProgram pgDump;
  private final PartSession.Access access;

  public SchemaSource(PgProgram pgDump, PartSession.Access access) {
    this.pgDump = pgDump;
    this.access = access;
  }

  @Override
  public Dumped writeTo(OutputStream out, PipelineProgress progress) throws Exception {
    try (PartSession session = PartSession.open(access, List.of())) {
      return Dumped.archive(
          new ArchiveDump(pgDump, access)
              .run(
                  session, List.of("--section=pre-data", "--section=post-data"), new byte[0], out));
    }
  }
}
