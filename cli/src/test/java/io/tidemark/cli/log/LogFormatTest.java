package io.tidemark.cli.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.ConsoleAppender;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The lines that logback.xml makes. */
final class LogFormatTest {
  private static final Path CONFIGURATION = Path.of("src/main/resources/logback.xml");

  @Test
  void textIsALineForPeople() throws Exception {
    assertThat(line("text", "sealed", null))
        .matches("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z INFO  Seal: sealed\n");
  }

  @Test
  void jsonHasTheIdsOfWorkflowAndPart() throws Exception {
    JsonNode line = json(line("json", "sealed", null));
    assertThat(line.path("level").asText()).isEqualTo("INFO");
    assertThat(line.path("loggerName").asText()).isEqualTo("io.tidemark.Seal");
    assertThat(line.path("formattedMessage").asText()).isEqualTo("sealed");
    assertThat(line.path("timestamp").isNumber()).isTrue();
    assertThat(line.at("/mdc/WorkflowId").asText()).isEqualTo("backup-orders");
    assertThat(line.at("/mdc/part").asText()).isEqualTo("7");
  }

  @ParameterizedTest
  @ValueSource(strings = {"text", "json"})
  void aPasswordIsNotWritten(String format) throws Exception {
    Exception failure =
        new IOException("cannot open", new IOException("jdbc:postgresql://u:hunter2@db/x"));
    String line =
        line(
            format,
            "postgresql://ops:hunter2@db:5432/orders?x=1 and password=hunter2&y and"
                + " PGPASSWORD: hunter2",
            failure);
    assertThat(line)
        .doesNotContain("hunter2")
        .contains("ops:***@db:5432", "orders?x=1", "password=***&y", "cannot open");
    if (format.equals("json")) {
      assertThat(json(line).path("throwable").isObject()).isTrue();
    }
  }

  private static JsonNode json(String line) throws IOException {
    assertThat(line).endsWith("\n").hasLineCount(1);
    return new ObjectMapper().readTree(line);
  }

  private static String line(String format, String message, @Nullable Throwable failure)
      throws Exception {
    LoggerContext context = new LoggerContext();
    LogbackMDCAdapter ids = new LogbackMDCAdapter();
    context.setMDCAdapter(ids);
    context.putProperty("TIDEMARK_LOG_FORMAT", format);
    JoranConfigurator configurator = new JoranConfigurator();
    configurator.setContext(context);
    configurator.doConfigure(CONFIGURATION.toFile());
    ids.put("WorkflowId", "backup-orders");
    ids.put("part", "7");
    ConsoleAppender<ILoggingEvent> appender =
        (ConsoleAppender<ILoggingEvent>)
            context.getLogger(Logger.ROOT_LOGGER_NAME).getAppender(format);
    assertThat(appender).as("appender %s", format).isNotNull();
    LoggingEvent event =
        new LoggingEvent(
            "x", context.getLogger("io.tidemark.Seal"), Level.INFO, message, failure, null);
    return new String(appender.getEncoder().encode(event), StandardCharsets.UTF_8);
  }
}
