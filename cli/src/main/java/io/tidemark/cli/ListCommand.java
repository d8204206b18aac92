package io.tidemark.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.archive.ManifestHeader;
import io.tidemark.cli.Catalog.Entry;
import io.tidemark.cli.Catalog.Found;
import io.tidemark.cli.outcome.ExitCode;
import io.tidemark.cli.terminal.Json;
import io.tidemark.cli.terminal.Style;
import io.tidemark.cli.terminal.Words;
import io.tidemark.marks.VerificationRecord;
import io.tidemark.worker.Wiring;
import io.tidemark.worker.config.ConfigLoader;
import java.io.PrintStream;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(name = "list", description = "List backups, newest first.")
final class ListCommand implements Callable<Integer> {
  private final CliContext context;

  @Parameters(paramLabel = "DB", arity = "0..1", description = "Only this database's.")
  private @Nullable String database;

  @Mixin private JsonOption output = new JsonOption();

  ListCommand(CliContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Exception {
    try (Wiring wiring = new Wiring(ConfigLoader.load(context.environment()))) {
      Found found = new Catalog(wiring).find(Optional.ofNullable(database));
      if (output.json()) {
        context.terminal().out().println(Json.line(json(found)));
      } else {
        print(found);
      }
      return (found.unreadable().isEmpty() ? ExitCode.OK : ExitCode.FINDINGS).code();
    }
  }

  private void print(Found found) {
    PrintStream out = context.terminal().out();
    Style style = context.terminal().outStyle();
    if (found.entries().isEmpty()) {
      out.println("no backups yet; make one with: tidemark backup DB");
    } else {
      out.println(
          style.bold(
              String.format(
                  "%-24s %-20s %-20s %6s %11s %11s  %-18s",
                  "BACKUP", "DATABASE", "SHOWS", "PARTS", "DUMPED", "STORED", "VERIFIED")));
    }
    for (Entry entry : found.entries()) {
      ManifestHeader header = entry.manifest().header();
      out.printf(
          "%-24s %-20s %-20s %6d %11s %11s  %-18s%s%s%n",
          header.backupId(),
          header.database(),
          header.createdAt().truncatedTo(ChronoUnit.SECONDS),
          header.parts(),
          Words.bytes(header.rawBytes()),
          Words.bytes(header.storedBytes()),
          entry.verified().map(ListCommand::verified).orElse("never"),
          entry.held() ? "  held" : "",
          header.safety() ? "  safety" : "");
    }
    found
        .unreadable()
        .forEach(
            bad -> out.println(style.bad("unreadable ") + bad.key().value() + ": " + bad.reason()));
  }

  /** {@code deep 2026-11-23}: what was done and when, or that it did not go well. */
  static String verified(VerificationRecord record) {
    return (record.whole() ? record.depth() : "DAMAGED")
        + " "
        + record.at().truncatedTo(ChronoUnit.DAYS).toString().substring(0, 10);
  }

  private static ObjectNode json(Found found) {
    ObjectNode object = Json.object();
    ArrayNode backups = object.putArray("backups");
    found.entries().forEach(entry -> backups.add(header(entry)));
    object.set("unreadable", Json.node(found.unreadable()));
    return object;
  }

  /** The manifest's header, as programs get it. */
  static ObjectNode header(Entry entry) {
    ManifestHeader header = entry.manifest().header();
    ObjectNode object = Json.object();
    object.put("backupId", header.backupId());
    object.put("database", header.database());
    object.put("store", entry.store());
    object.put("manifest", entry.manifest().location().manifest().value());
    object.put("createdAt", header.createdAt().toString());
    object.put("sealedAt", header.sealedAt().toString());
    object.put("parts", header.parts());
    object.put("rawBytes", header.rawBytes());
    object.put("storedBytes", header.storedBytes());
    object.put("safety", header.safety());
    object.set("keyIds", Json.node(header.keyIds()));
    object.put("held", entry.held());
    entry
        .verified()
        .ifPresent(
            record ->
                object
                    .putObject("verified")
                    .put("at", record.at().toString())
                    .put("whole", record.whole())
                    .put("depth", record.depth()));
    return object;
  }
}
