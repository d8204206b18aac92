package io.tidemark.worker.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TemporalConnectionTest {
  @TempDir Path folder;

  @Test
  void withNothingSetItIsTheUsualAddressAndSaysSo() throws ConfigException {
    TemporalConnection connection = TemporalConnection.load(environment(Map.of()));

    assertThat(connection.configured()).isFalse();
    assertThat(connection.address()).isEqualTo("localhost:7233");
    assertThat(connection.namespace()).isEqualTo("default");
  }

  @Test
  void environmentIsHeardAndTheApiKeyNotPrinted() throws ConfigException {
    TemporalConnection connection =
        TemporalConnection.load(
            environment(
                Map.of(
                    "TEMPORAL_ADDRESS", "temporal.example:7233",
                    "TEMPORAL_NAMESPACE", "backups",
                    "TEMPORAL_API_KEY", "s3cret-word")));

    assertThat(connection.configured()).isTrue();
    assertThat(connection.stubsOptions().getTarget()).isEqualTo("temporal.example:7233");
    assertThat(connection.clientOptions().getNamespace()).isEqualTo("backups");
    assertThat(connection).hasToString("temporal.example:7233, namespace backups");
  }

  @Test
  void aFlagThatTemporalWouldMisunderstandIsRefused() {
    assertThatThrownBy(() -> TemporalConnection.load(environment(Map.of("TEMPORAL_TLS", "1"))))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("TEMPORAL_TLS: \"1\" is neither true nor false");
  }

  @Test
  void aProfileThatIsNotThereIsAProblem() {
    assertThatThrownBy(() -> TemporalConnection.load(environment(Map.of("TEMPORAL_PROFILE", "x"))))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("profile x");
  }

  @Test
  void anAddressAloneLooksAtNothingElse() {
    TemporalConnection connection = TemporalConnection.at("127.0.0.1:1234");

    assertThat(connection.address()).isEqualTo("127.0.0.1:1234");
    assertThat(connection.stubsOptions().getTarget()).isEqualTo("127.0.0.1:1234");
  }

  /** Without the file of whoever runs the tests. */
  private Map<String, String> environment(Map<String, String> variables) {
    Map<String, String> environment = new TreeMap<>(variables);
    environment.put("TEMPORAL_CONFIG_FILE", folder.resolve("none.toml").toString());
    return environment;
  }
}
