package io.tidemark.worker.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.activity.SqlCheck;
import io.tidemark.retention.Tier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** docs/configuration.md against the code: what is described is read, what is read is described. */
final class ConfigurationPageTest {
  @TempDir Path folder;

  private static final Pattern ROW = Pattern.compile("^\\| `([^`]+)` \\|");

  @Test
  void describesEveryVariableAndNoOther() throws IOException {
    TreeSet<String> read = new TreeSet<>(Variables.names());
    read.addAll(UnknownVariables.LAUNCHER);

    assertThat(described(section("## Tidemark's own"))).isEqualTo(read);
  }

  @Test
  void describesEveryKeyOfTheFileAndNoOther() throws IOException {
    assertThat(described(section("## The file"))).isEqualTo(new ConfigSchema().keys());
  }

  @Test
  void theExampleIsAConfiguration() throws Exception {
    String section = section("## The file");
    int start = section.indexOf("```yaml\n") + "```yaml\n".length();
    Path key = Files.writeString(folder.resolve("key"), "correct horse battery staple\n");
    Path url = Files.writeString(folder.resolve("url"), "postgresql://app@db2/customers\n");
    Path file =
        Files.writeString(
            folder.resolve("tidemark.yaml"),
            section
                .substring(start, section.indexOf("```", start))
                .replace("/run/secrets/backup-key", key.toString())
                .replace("/run/secrets/customers-url", url.toString()));

    TidemarkConfig config =
        ConfigLoader.load(
            Map.of("TIDEMARK_CONFIG", file.toString(), "ORDERS_PASSWORD", "not-told"));

    assertThat(config.warnings()).isEmpty();
    assertThat(config.databases()).containsOnlyKeys("orders", "customers");
    assertThat(config.databases().get("orders"))
        .satisfies(
            orders -> {
              assertThat(orders.copies()).containsExactly("local");
              assertThat(orders.retention("local").keepLast()).isEqualTo(2);
              assertThat(orders.retention("cloud").tiers()).containsEntry(Tier.DAILY, 14);
              assertThat(orders.restore().quorum()).isEqualTo(2);
              assertThat(orders.restore().checks())
                  .extracting(SqlCheck::expect)
                  .containsExactly("0");
            });
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
