package io.tidemark.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.cli.CliContext.TemporalDoor;
import io.tidemark.cli.terminal.Terminal;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Runs commands and keeps what they print. */
final class Screen {
  private final Map<String, String> environment;
  private final TemporalDoor temporal;
  private String typed = "";
  private String terminals = "";
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  Screen(Map<String, String> environment, TemporalDoor temporal) {
    this.environment = environment;
    this.temporal = temporal;
  }

  /** For commands that must not get as far as Temporal. */
  static Screen withoutTemporal(Map<String, String> environment) {
    return new Screen(
        environment,
        () -> {
          throw new AssertionError("this command should not have asked for Temporal");
        });
  }

  /** Somebody sits there and will type this. */
  Screen withTerminal(String text) {
    typed = text;
    terminals = "012";
    return this;
  }

  /** Runs a command; its exit status. */
  int run(String... arguments) {
    out.reset();
    err.reset();
    Terminal terminal =
        new Terminal(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            new BufferedReader(new StringReader(typed)),
            terminals,
            environment);
    return new Tidemark(new CliContext(environment, terminal, temporal)).run(arguments);
  }

  String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  String err() {
    return err.toString(StandardCharsets.UTF_8);
  }

  /** Standard output, which must be exactly one JSON object on one line. */
  JsonNode outJson() throws IOException {
    return oneObject(out());
  }

  /** Standard error, which must be exactly one JSON object on one line. */
  JsonNode errJson() throws IOException {
    return oneObject(err());
  }

  private static JsonNode oneObject(String text) throws IOException {
    if (text.lines().count() != 1) {
      throw new AssertionError("not one line: " + text);
    }
    JsonNode node = new ObjectMapper().readTree(text);
    if (!node.isObject()) {
      throw new AssertionError("not an object: " + text);
    }
    return node;
  }
}
