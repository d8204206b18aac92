package io.tidemark.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class FailureTypeTest {
  private static final Pattern ROW = Pattern.compile("\\| `(\\w+)` \\| (\\w+) \\| .+ \\|");

  @Test
  void theDocumentationListsEveryTypeInOrder() throws IOException {
    List<String> documented =
        Files.readAllLines(Path.of("..", "docs", "failures.md")).stream()
            .map(ROW::matcher)
            .filter(matcher -> matcher.matches())
            .map(matcher -> matcher.group(1) + " " + matcher.group(2))
            .toList();

    assertThat(documented)
        .isEqualTo(
            Arrays.stream(FailureType.values())
                .map(type -> type.wireName() + " " + type.retry().name().toLowerCase(Locale.ROOT))
                .toList());
  }
}
