package io.tidemark.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.cli.outcome.ExitCode;
import io.tidemark.cli.terminal.Json;
import io.tidemark.keys.Certificate;
import io.tidemark.keys.KeySet;
import io.tidemark.keys.MasterSecret;
import io.tidemark.worker.config.ConfigLoader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "list",
    description = "List the configured keys by id and what each is for; never a secret.")
final class KeysListCommand implements Callable<Integer> {
  private final CliContext context;

  @Mixin private JsonOption output = new JsonOption();

  KeysListCommand(CliContext context) {
    this.context = context;
  }

  /** A key, and what is known of it without telling it. */
  private record Row(String keyId, String use, @Nullable Certificate certificate) {}

  @Override
  public Integer call() throws Exception {
    KeySet keys = ConfigLoader.load(context.environment()).keys().load();
    List<Row> rows = rows(keys);
    if (output.json()) {
      context.terminal().out().println(Json.line(json(rows)));
    } else {
      print(rows);
    }
    return ExitCode.OK.code();
  }

  private static List<Row> rows(KeySet keys) {
    List<Row> rows = new ArrayList<>();
    keys.secret().map(MasterSecret::keyId).ifPresent(id -> rows.add(new Row(id, "secret", null)));
    keys.previous().forEach(one -> rows.add(new Row(one.keyId(), "previous secret", null)));
    keys.recipients().forEach(one -> rows.add(row("recipient", one)));
    keys.privateKeys().forEach(one -> rows.add(row("private key", one.certificate())));
    keys.signer().ifPresent(one -> rows.add(row("signing key", one.certificate())));
    keys.trustedSigners().forEach(one -> rows.add(row("trusted signer", one)));
    return rows;
  }

  private static Row row(String use, Certificate certificate) {
    return new Row(certificate.keyId(), use, certificate);
  }

  private void print(List<Row> rows) {
    if (rows.isEmpty()) {
      context
          .terminal()
          .out()
          .println("no keys are configured; make one with: tidemark keys generate FILE");
      return;
    }
    context
        .terminal()
        .out()
        .println(
            context
                .terminal()
                .outStyle()
                .bold(String.format("%-16s  %-15s  %-20s  %s", "KEY", "USE", "EXPIRES", "WHOSE")));
    for (Row row : rows) {
      Certificate certificate = row.certificate();
      context
          .terminal()
          .out()
          .printf(
              "%-16s  %-15s  %-20s  %s%n",
              row.keyId(),
              row.use(),
              certificate == null ? "never" : expires(certificate),
              certificate == null ? "" : certificate.subject());
    }
  }

  private static ObjectNode json(List<Row> rows) {
    ObjectNode object = Json.object();
    ArrayNode keys = object.putArray("keys");
    for (Row row : rows) {
      ObjectNode key = keys.addObject().put("keyId", row.keyId()).put("use", row.use());
      Certificate certificate = row.certificate();
      if (certificate != null) {
        key.put("subject", certificate.subject())
            .put("fingerprint", certificate.fingerprint())
            .put("expires", expires(certificate).toString());
      }
    }
    return object;
  }

  private static Instant expires(Certificate certificate) {
    return certificate.x509().getNotAfter().toInstant();
  }
}
