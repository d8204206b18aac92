package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is decided before anything is started. */
final class CommandLineTest {
  private final Screen screen = Screen.withoutTemporal(Map.of());

  @Test
  void helpNamesEveryCommand() {
    assertThat(screen.run("--help")).isZero();
    assertThat(screen.out())
        .contains("demo", "dev", "worker", "doctor", "backup", "list", "show", "verify")
        .contains("restore", "attach", "cancel", "130 interrupted");
    assertThat(screen.err()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "demo", "dev", "worker", "doctor", "backup", "list", "show", "verify", "restore", "attach",
        "cancel", "prune", "hold", "release", "keys", "store", "config"
      })
  void everyCommandExplainsItself(String command) {
    assertThat(screen.run(command, "--help")).isZero();
    assertThat(screen.out()).contains("Usage: tidemark " + command);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "bogus", "backup", "backup a b", "restore", "list --nope", "dev --port x"})
  void whatIsNoCommandIsAUsageError(String line) {
    assertThat(screen.run(line.isEmpty() ? new String[0] : line.split(" "))).isEqualTo(2);
    assertThat(screen.err()).startsWith("tidemark: ").contains("--help");
    assertThat(screen.out()).isEmpty();
  }

  @Test
  void aUsageErrorIsOneObjectForPrograms() throws Exception {
    assertThat(screen.run("backup", "--json")).isEqualTo(2);
    assertThat(screen.errJson().path("type").asText()).isEqualTo("Usage");
    assertThat(screen.errJson().path("exitCode").asInt()).isEqualTo(2);
    assertThat(screen.errJson().path("message").asText()).contains("DB");
    assertThat(screen.out()).isEmpty();
  }

  @Test
  void aConfigurationThatCannotBeUsedIsTold() throws Exception {
    assertThat(screen.run("list", "--json")).isEqualTo(2);
    assertThat(screen.errJson().path("type").asText()).isEqualTo("ConfigInvalid");
    assertThat(screen.errJson().path("message").asText())
        .contains("DATABASE_URL is not set", "BACKUP_DIR is not set");
  }

  @Test
  void aLiveDatabaseIsNotReplacedWithoutATerminalOrAFlag() throws Exception {
    assertThat(screen.run("restore", "orders", "--json")).isEqualTo(2);
    assertThat(screen.errJson().path("message").asText()).contains("--no-confirm", "--into");
  }

  @Test
  void anotherNameThanTheDatabasesConfirmsNothing() {
    screen.withTerminal("order\n");
    assertThat(screen.run("restore", "orders")).isEqualTo(12);
    assertThat(screen.err()).contains("Type", "nothing was started");
  }

  @Test
  void intoTheLiveDatabasesOwnNameHasToBeConfirmedToo() {
    assertThat(screen.run("restore", "orders", "--into", "orders")).isEqualTo(2);
  }

  @Test
  void twoBackupsCannotBeNamedAtOnce() {
    assertThat(screen.run("restore", "orders", "--backup", "x", "--file", "y")).isEqualTo(2);
    assertThat(screen.err()).contains("--backup and --file");
  }

  @Test
  void colorsAreForTerminalsOnly() {
    screen.run("bogus");
    assertThat(screen.err()).doesNotContain("\u001b");

    Screen terminal = Screen.withoutTemporal(Map.of("TERM", "xterm")).withTerminal("");
    terminal.run("bogus");
    assertThat(terminal.err()).contains("\u001b[31m");

    Screen plain =
        Screen.withoutTemporal(Map.of("TERM", "xterm", "NO_COLOR", "1")).withTerminal("");
    plain.run("bogus");
    assertThat(plain.err()).doesNotContain("\u001b");
  }
}
