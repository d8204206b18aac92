package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.api.FailureType;
import io.tidemark.cli.outcome.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class ExitCodeTest {
  private static final Pattern ROW = Pattern.compile("(?m)^\\| (\\d+) \\|");

  @ParameterizedTest
  @CsvSource({
    "DATABASE_UNKNOWN,10", "BACKUP_NOT_FOUND,10", "BUSY,11", "CONFIRMATION_REQUIRED,12",
    "KEY_WRONG,12", "BACKUP_DAMAGED,13", "OBJECT_MISSING,13", "INVALID_REQUEST,2",
    "KEY_MISSING,2", "STORE_FULL,1", "INTERNAL,1"
  })
  void failureTypesHaveTheirCodes(FailureType type, int code) {
    assertThat(ExitCode.of(type).code()).isEqualTo(code);
  }

  @ParameterizedTest
  @EnumSource(FailureType.class)
  void noFailureEndsAsASuccess(FailureType type) {
    assertThat(ExitCode.of(type).code()).isPositive();
  }

  @Test
  void thePageListsThemAll() throws IOException {
    String page = Files.readString(Path.of("..", "docs", "cli.md"));
    TreeSet<Integer> described =
        ROW.matcher(page)
            .results()
            .map(row -> Integer.valueOf(row.group(1)))
            .collect(Collectors.toCollection(TreeSet::new));
    TreeSet<Integer> real =
        Arrays.stream(ExitCode.values())
            .map(ExitCode::code)
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(described).isEqualTo(real);
  }
}
