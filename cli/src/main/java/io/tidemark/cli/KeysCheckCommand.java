package io.tidemark.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.cli.Catalog.Entry;
import io.tidemark.cli.outcome.CommandException;
import io.tidemark.cli.outcome.ExitCode;
import io.tidemark.cli.terminal.Json;
import io.tidemark.cli.terminal.Style;
import io.tidemark.keys.KeyException;
import io.tidemark.keys.KeyRing;
import io.tidemark.keys.KeySet;
import io.tidemark.keys.MasterSecret;
import io.tidemark.keys.PemFile;
import io.tidemark.store.StoreException;
import io.tidemark.worker.Wiring;
import io.tidemark.worker.config.ConfigLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "check",
    description = {
      "Try which backups the configured keys open, or others: the escrow's, before it is needed.",
      "Opens manifest and contents of each, and reads no part."
    })
final class KeysCheckCommand implements Callable<Integer> {
  private final CliContext context;

  @Parameters(paramLabel = "DB", arity = "0..1", description = "Only this database's.")
  private @Nullable String database;

  @Option(
      names = "--key-file",
      paramLabel = "FILE",
      description = "Try this secret instead of the configured keys.")
  private @Nullable Path keyFile;

  @Option(
      names = "--private-key",
      paramLabel = "FILE",
      description =
          "Try this private key (PEM, with its certificate) instead; the configured trusted signers"
              + " and signing key are believed.")
  private @Nullable Path privateKey;

  @Mixin private JsonOption output = new JsonOption();

  KeysCheckCommand(CliContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Exception {
    try (Wiring wiring = new Wiring(ConfigLoader.load(context.environment()))) {
      KeyRing keys = chosen(wiring.keys());
      Map<Entry, Optional<String>> found = new LinkedHashMap<>();
      for (Entry entry : new Catalog(wiring).find(Optional.ofNullable(database)).entries()) {
        found.put(entry, problem(entry, keys));
      }
      if (output.json()) {
        context.terminal().out().println(Json.line(json(found)));
      } else {
        print(found);
      }
      boolean all = found.values().stream().allMatch(Optional::isEmpty);
      return (all ? ExitCode.OK : ExitCode.FINDINGS).code();
    }
  }

  private KeyRing chosen(KeyRing configured) throws CommandException {
    if (keyFile == null && privateKey == null) {
      return configured;
    }
    try {
      KeySet keys = configured.keys();
      return new KeyRing(
          new KeySet(
              keyFile == null
                  ? Optional.empty()
                  : Optional.of(MasterSecret.parse(Files.readString(keyFile))),
              List.of(),
              List.of(),
              privateKey == null ? List.of() : List.of(PemFile.credential(privateKey)),
              keys.signer(),
              keys.trustedSigners()));
    } catch (IllegalArgumentException e) {
      throw CommandException.usage(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw CommandException.usage(keyFile + " cannot be read as a text");
    }
  }

  /** Why it does not open; a store that fails is no answer. */
  private static Optional<String> problem(Entry entry, KeyRing keys) throws IOException {
    try {
      entry.repository().open(entry.manifest(), keys);
      return Optional.empty();
    } catch (KeyException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    } catch (StoreException e) {
      if (e.kind() == StoreException.Kind.CORRUPT || e.kind() == StoreException.Kind.NOT_FOUND) {
        return Optional.of(String.valueOf(e.getMessage()));
      }
      throw e;
    }
  }

  private void print(Map<Entry, Optional<String>> found) {
    Style style = context.terminal().outStyle();
    if (found.isEmpty()) {
      context.terminal().out().println("no backups yet; make one with: tidemark backup DB");
    }
    found.forEach(
        (entry, problem) ->
            context
                .terminal()
                .out()
                .printf(
                    "%s %s of %s in %s%s%n",
                    problem.isEmpty() ? style.good("opens ") : style.bad("closed"),
                    entry.manifest().header().backupId(),
                    entry.manifest().header().database(),
                    entry.store(),
                    problem.map(why -> ": " + why).orElse("")));
  }

  private static ObjectNode json(Map<Entry, Optional<String>> found) {
    ObjectNode object = Json.object();
    ArrayNode backups = object.putArray("backups");
    found.forEach(
        (entry, problem) ->
            backups
                .addObject()
                .put("backupId", entry.manifest().header().backupId())
                .put("database", entry.manifest().header().database())
                .put("store", entry.store())
                .put("opens", problem.isEmpty())
                .put("problem", problem.orElse(null)));
    return object;
  }
}
