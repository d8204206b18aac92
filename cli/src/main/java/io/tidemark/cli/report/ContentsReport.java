package io.tidemark.cli.report;

import io.tidemark.archive.Contents;
import io.tidemark.archive.Manifest;
import io.tidemark.archive.ManifestHeader;
import io.tidemark.archive.RecordedPart;
import io.tidemark.archive.TablePiece;
import io.tidemark.cli.terminal.Style;
import io.tidemark.cli.terminal.Terminal;
import io.tidemark.cli.terminal.Words;
import java.io.PrintStream;
import java.util.List;
import java.util.stream.Collectors;

/** A backup's contents on a screen. */
public final class ContentsReport {
  private static final int NAMED_TABLES = 3;

  private final PrintStream out;
  private final Style style;

  public ContentsReport(Terminal terminal) {
    this.out = terminal.out();
    this.style = terminal.outStyle();
  }

  /** Prints it. */
  public void print(String store, Manifest manifest, Contents contents) {
    ManifestHeader header = manifest.header();
    out.println(style.bold(header.backupId()) + " of " + header.database());
    line("shows", header.createdAt() + (header.safety() ? ", taken before a restore" : ""));
    line("sealed", header.sealedAt().toString());
    line("store", store + ", " + manifest.location().manifest().value());
    line(
        "server",
        "PostgreSQL "
            + contents.server().version()
            + (contents.server().inRecovery() ? " (a standby)" : ""));
    line(
        "database",
        contents.database().encoding()
            + ", "
            + contents.database().collate()
            + ", owner "
            + contents.database().owner());
    line(
        "rows",
        Words.count(contents.rows()) + " in " + Words.count(contents.tables().size(), "table"));
    line(
        "size",
        Words.bytes(header.rawBytes())
            + " dumped, "
            + Words.bytes(header.storedBytes())
            + " stored, compressed and encrypted");
    line("key", String.join(", ", header.keyIds()));
    line("objects", census(contents));
    out.println();
    out.println(
        style.bold(
            String.format(
                "%4s  %-8s %11s %11s %12s  %s",
                "PART", "KIND", "DUMPED", "STORED", "ROWS", "TABLES")));
    contents.parts().forEach(this::part);
    contents.notices().forEach(notice -> out.println(style.warn("note: ") + notice));
  }

  private void line(String name, String value) {
    out.printf("  %-10s %s%n", name, value);
  }

  private void part(RecordedPart part) {
    out.printf(
        "%4d  %-8s %11s %11s %12s  %s%n",
        part.index(),
        part.kind().word(),
        Words.bytes(part.rawBytes()),
        Words.bytes(part.object().sizeBytes()),
        part.rows() < 0 ? "-" : Words.count(part.rows()),
        tables(part.tables()));
  }

  private static String tables(List<TablePiece> pieces) {
    String named =
        pieces.stream()
            .limit(NAMED_TABLES)
            .map(ContentsReport::name)
            .collect(Collectors.joining(", "));
    return pieces.size() <= NAMED_TABLES
        ? named
        : named + " and " + (pieces.size() - NAMED_TABLES) + " more";
  }

  private static String name(TablePiece piece) {
    return piece.schema() + "." + piece.name() + (piece.slice() == null ? "" : " (a slice)");
  }

  private static String census(Contents contents) {
    long objects = contents.census().counts().values().stream().mapToLong(Long::longValue).sum();
    return Words.count(objects) + ", counted by " + contents.census().counts().size() + " kinds";
  }
}
