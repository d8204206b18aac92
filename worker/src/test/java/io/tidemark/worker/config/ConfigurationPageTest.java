package io.tidemark.worker.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** docs/configuration.md against the code: what is described is read, what is read is described. */
final class ConfigurationPageTest {
  private static final Pattern ROW = Pattern.compile("^\\| `([A-Z_]+)` \\|");

  @Test
  void describesEveryVariableAndNoOther() throws IOException {
    TreeSet<String> read = new TreeSet<>(ConfigLoader.variableNames());
    read.addAll(UnknownVariables.LAUNCHER);

    assertThat(described(section("## Tidemark's own"))).isEqualTo(read);
  }

  @Test
  void describesTemporalsVariables() throws IOException {
    assertThat(described(section("## Temporal's")))
        .contains("TEMPORAL_ADDRESS", "TEMPORAL_NAMESPACE", "TEMPORAL_API_KEY", "TEMPORAL_TLS")
        .allMatch(name -> name.startsWith("TEMPORAL_"));
  }

  private static String section(String heading) throws IOException {
    String page = Files.readString(Path.of("..", "docs", "configuration.md"));
    int start = page.indexOf(heading);
    assertThat(start).isNotNegative();
    int end = page.indexOf("\n## ", start + 1);
    return page.substring(start, end < 0 ? page.length() : end);
  }

  private static Set<String> described(String section) {
    Set<String> names = new TreeSet<>();
    for (String line : section.lines().toList()) {
      Matcher matcher = ROW.matcher(line);
      if (matcher.find()) {
        names.add(matcher.group(1));
      }
    }
    return names;
  }
}
