package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A program that reads our standard output gets results there, and nothing else. */
final class StandardOutputTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"text", "json"})
  void logsAndFailuresGoToStandardError(String format) throws Exception {
    Process process = start(format, "backup", "orders", "--json");
    String output = read(process);

    assertThat(process.exitValue()).isNotZero();
    assertThat(output).isEmpty();
    assertThat(Files.readString(folder.resolve("stderr"))).contains("\"exitCode\":");
  }

  @Test
  void resultIsOneObject() throws Exception {
    Process process = start("text", "list", "--json");

    JsonNode result = new ObjectMapper().readTree(read(process));

    assertThat(process.exitValue()).isZero();
    assertThat(result.isObject()).isTrue();
  }

  private Process start(String logFormat, String... arguments) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(Program.command(arguments))
            .redirectError(folder.resolve("stderr").toFile());
    builder.environment().put("DATABASE_URL", "postgresql://ann@localhost:1/orders");
    builder.environment().put("BACKUP_DIR", folder.resolve("backups").toString());
    builder.environment().put("TEMPORAL_ADDRESS", "127.0.0.1:1");
    builder.environment().put("TIDEMARK_LOG_FORMAT", logFormat);
    return builder.start();
  }

  private static String read(Process process) throws IOException, InterruptedException {
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    return output;
  }
}
