package io.tidemark.activity;

import io.tidemark.api.backup.PartKind;
import io.tidemark.archive.Contents;
import io.tidemark.archive.RecordedPart;
import io.tidemark.load.DryLoad;
import io.tidemark.load.LoadException;
import io.tidemark.postgres.PgProgram;
import java.io.IOException;
import java.io.InputStream;

/** Reads parts as a restore would, without a database. */
final class DeepRead {
  private static final int PER_MAJOR = 10_000;

  private final Installation installation;
  private final OpenContents backup;

  DeepRead(Installation installation, OpenContents backup) {
    this.installation = installation;
    this.backup = backup;
  }

  /**
   * Decrypts, decompresses and parses a part. Its digest is proven on the way.
   *
   * @return rows counted; 0 for a part that is not of rows
   * @throws LoadException DAMAGED when it does not hold what was recorded
   */
  long read(RecordedPart part) throws IOException, LoadException, InterruptedException {
    if (part.kind() == PartKind.SCHEMA || part.kind() == PartKind.DATA) {
      DryLoad.archive(pgRestore(), () -> backup.read(part));
      return 0;
    }
    try (InputStream in = backup.read(part)) {
      if (part.kind() == PartKind.GLOBALS) {
        DryLoad.globals(in);
        return 0;
      }
      return DryLoad.rows(
          backup.contents().database().encoding(),
          part.tables().stream().map(TablePieces::expected).toList(),
          in);
    }
  }

  /** One that reads what the pg_dump of then wrote: at least as new as that. */
  private PgProgram pgRestore() throws IOException {
    Contents contents = backup.contents();
    int server = contents.server().versionNumber() / PER_MAJOR;
    return installation.tools().find("pg_restore", Math.max(server, dumpedBy(contents)));
  }

  private static int dumpedBy(Contents contents) {
    String version = contents.tools().getOrDefault("pg_dump", "");
    String major = version.split("\\.", 2)[0];
    return major.matches("[0-9]{1,3}") ? Integer.parseInt(major) : 0;
  }
}
