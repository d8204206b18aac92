package io.tidemark.cli;

import picocli.CommandLine.Option;

/** For programs instead of people. */
final class JsonOption {
  @Option(
      names = "--json",
      description = "Print one JSON object on standard output; failures as one on standard error.")
  private boolean json;

  boolean json() {
    return json;
  }
}
