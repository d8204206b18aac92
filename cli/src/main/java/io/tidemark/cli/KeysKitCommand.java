package io.tidemark.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.archive.BackupLocation;
import io.tidemark.archive.ManifestHeader;
import io.tidemark.cli.Catalog.Entry;
import io.tidemark.cli.outcome.CommandException;
import io.tidemark.cli.outcome.ExitCode;
import io.tidemark.cli.terminal.Json;
import io.tidemark.keys.Certificate;
import io.tidemark.keys.PemFile;
import io.tidemark.worker.Wiring;
import io.tidemark.worker.config.ConfigLoader;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "kit",
    description = {
      "Print a recovery kit: where a backup is, which keys open it, and the script that restores it"
          + " without Tidemark. The kit is that script; it holds no key.",
      "Keep it with the escrow's key: tidemark keys kit orders > recover-orders.sh"
    })
final class KeysKitCommand implements Callable<Integer> {
  private static final String SCRIPT = "restore-by-hand.sh";

  private final CliContext context;

  @Parameters(
      paramLabel = "BACKUP|DB",
      description = "A backup's id, or a database's name for its newest backup.")
  private String which = "";

  @Mixin private JsonOption output = new JsonOption();

  KeysKitCommand(CliContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Exception {
    try (Wiring wiring = new Wiring(ConfigLoader.load(context.environment()))) {
      List<Entry> copies = copies(new Catalog(wiring));
      if (output.json()) {
        context.terminal().out().println(Json.line(json(copies)));
      } else {
        print(copies);
      }
      return ExitCode.OK.code();
    }
  }

  /** The backup wherever it lies. */
  private List<Entry> copies(Catalog catalog) throws Exception {
    if (BackupLocation.isBackupId(which)) {
      return catalog.named(which, Optional.empty());
    }
    List<Entry> all = catalog.find(Optional.of(which)).entries();
    if (all.isEmpty()) {
      throw new CommandException(
          ExitCode.NOT_FOUND, "BackupNotFound", "there is no backup of " + which + " yet");
    }
    String newest = all.get(0).manifest().header().backupId();
    return all.stream()
        .filter(entry -> entry.manifest().header().backupId().equals(newest))
        .toList();
  }

  private void print(List<Entry> copies) throws IOException {
    PrintStream out = context.terminal().out();
    String script = script();
    int firstLine = script.indexOf('\n') + 1;
    out.print(script.substring(0, firstLine));
    comments(copies).forEach(line -> out.println(line.isEmpty() ? "#" : "# " + line));
    out.print(script.substring(firstLine));
  }

  private static List<String> comments(List<Entry> copies) {
    ManifestHeader header = copies.get(0).manifest().header();
    List<String> lines = new ArrayList<>();
    lines.add("Recovery kit for backup " + header.backupId() + " of " + header.database());
    lines.add("It shows the database as of " + header.createdAt() + ".");
    lines.add("");
    lines.add("1. Fetch the whole folder, from any of these places:");
    copies.forEach(copy -> lines.add("     " + place(copy)));
    lines.add("2. Have one of the keys with these ids: " + String.join(", ", header.keyIds()));
    lines.add("   a secret in a file:      export KEY_FILE=...");
    lines.add("   or a private key (PEM with its certificate), and the certificate of the worker");
    lines.add("   that signed:             export PRIVATE_KEY=... SIGNER=...");
    lines.add("3. Have a PostgreSQL server, of the same major version or newer, and its programs;");
    lines.add("   openssl 3, jq, zstd; a machine of your own, for keys show in its process list.");
    lines.add("4. Set PGHOST and PGUSER, then run this file with bash:");
    lines.add("     check, then globals > globals.sql (read it, run it), then restore, each as");
    lines.add("     bash THIS-FILE FOLDER COMMAND");
    signer(header)
        .ifPresent(
            signer -> {
              lines.add("");
              lines.add("The signer that the manifest names, " + signer + ". Trust it only if it");
              lines.add("came to you with this kit, not from the store:");
              PemFile.text(signer).lines().forEach(lines::add);
            });
    lines.add("");
    return lines;
  }

  private static ObjectNode json(List<Entry> copies) {
    ManifestHeader header = copies.get(0).manifest().header();
    ObjectNode kit = ListCommand.header(copies.get(0));
    kit.set("places", Json.node(copies.stream().map(KeysKitCommand::place).toList()));
    kit.set("keyDerivation", Json.node(Optional.ofNullable(header.keyDerivation())));
    kit.put("signer", signer(header).map(PemFile::text).orElse(null));
    return kit;
  }

  private static Optional<Certificate> signer(ManifestHeader header) {
    return Optional.ofNullable(header.signer())
        .map(text -> Certificate.decode(Base64.getDecoder().decode(text)));
  }

  private static String place(Entry copy) {
    String store = copy.repository().store().describe();
    String prefix = copy.manifest().location().prefix();
    return store + (store.endsWith("/") ? "" : "/") + prefix;
  }

  /** As docs/restore-by-hand.md shows it. */
  private static String script() throws IOException {
    try (InputStream in = KeysKitCommand.class.getResourceAsStream(SCRIPT)) {
      if (in == null) {
        throw new IOException(SCRIPT + " is missing from the program");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
