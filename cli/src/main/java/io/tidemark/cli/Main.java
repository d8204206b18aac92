package io.tidemark.cli;

/** The tidemark command's entry. */
public final class Main {
  private Main() {}

  /** Runs one command and ends the JVM with its exit status. */
  public static void main(String[] arguments) {
    setLogLevels(arguments.length == 0 ? "" : arguments[0]);
    System.exit(new Tidemark(CliContext.ofProcess()).run(arguments));
  }

  /** Read by logback.xml, at the first thing that is logged. */
  private static void setLogLevels(String command) {
    switch (command) {
      case "worker", "dev" -> System.setProperty("tidemark.log.level", "INFO");
      case "demo" -> {
        // Its story tells of failures; retries in between would only break the lines.
        System.setProperty("tidemark.log.level", "ERROR");
        System.setProperty("tidemark.log.temporal", "ERROR");
      }
      default -> {}
    }
  }
}
