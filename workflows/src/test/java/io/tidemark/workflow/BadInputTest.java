package io.tidemark.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.TemporalFailure;
import io.tidemark.api.backup.BackupWorkflow;
import io.tidemark.api.keys.RotateKeysWorkflow;
import io.tidemark.api.prune.PruneWorkflow;
import io.tidemark.api.restore.RestoreWorkflow;
import io.tidemark.api.verify.VerifyWorkflow;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever people type ends at once in a message that says what to do. */
final class BadInputTest {
  @ParameterizedTest
  @MethodSource("inputs")
  void isRefusedAtOnce(String type, @Nullable Object input, String words) {
    try (Bench bench = new Bench()) {
      TemporalFailure failure = Bench.failureOf(bench.start(type, "bad", input));

      assertThat(failure).isInstanceOf(ApplicationFailure.class);
      assertThat(((ApplicationFailure) failure).getType()).isEqualTo("InvalidRequest");
      assertThat(failure.getOriginalMessage()).contains(type + " input is not valid", words);
      assertThat(bench.script.calls()).isEmpty();
    }
  }

  static Stream<Arguments> inputs() {
    return Stream.of(
            BackupWorkflow.TYPE,
            VerifyWorkflow.TYPE,
            RestoreWorkflow.TYPE,
            PruneWorkflow.TYPE,
            RotateKeysWorkflow.TYPE)
        .flatMap(
            type ->
                Stream.of(
                    arguments(type, null, "expected a JSON object such as {\"database\""),
                    arguments(type, 42, "got a number"),
                    arguments(type, "orders", "got a text"),
                    arguments(type, List.of("orders"), "got a list"),
                    arguments(type, Map.of(), "\"database\" is missing"),
                    arguments(type, Map.of("database", ""), "got a blank text"),
                    arguments(type, Map.of("database", List.of()), "got a list"),
                    arguments(
                        type,
                        Map.of("database", "orders", "datebase", "x"),
                        "unknown field \"datebase\"; did you mean \"database\"?")));
  }

  @Test
  void unknownDatabaseIsRefusedWithTheKnownNames() {
    try (Bench bench = new Bench()) {
      TemporalFailure failure = Bench.failureOf(bench.startBackup(Map.of("database", "nope")));

      assertThat(((ApplicationFailure) failure).getType()).isEqualTo("DatabaseUnknown");
      assertThat(failure.getOriginalMessage())
          .isEqualTo(
              "preflight failed: no database \"nope\" is configured; configured are: orders");
    }
  }

  @Test
  void startWithoutAnyInputIsRefused() {
    try (Bench bench = new Bench()) {
      TemporalFailure failure =
          Bench.failureOf(bench.startWithoutInput(BackupWorkflow.TYPE, "bad"));

      assertThat(failure.getOriginalMessage()).contains("got nothing");
    }
  }
}
