package io.tidemark.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.api.backup.BackupRequest;
import io.tidemark.api.restore.RestoreRequest;
import io.tidemark.api.verify.VerifyRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RequestReaderTest {

  @Test
  void theShortestRequestLeavesTheRestToTheConfiguration() {
    assertThat(BackupRequest.parse(Map.of("database", "orders")))
        .isEqualTo(BackupRequest.of("orders"));
    assertThat(VerifyRequest.parse(Map.of("database", "orders")).backup()).isEqualTo("latest");
    assertThat(RestoreRequest.parse(Map.of("database", "orders")).unattended()).isFalse();
  }

  @Test
  void anUnknownFieldIsRefusedWithTheOneThatWasMeant() {
    assertThatThrownBy(() -> BackupRequest.parse(Map.of("databse", "orders")))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("\"database\" is missing, as in {\"database\":\"orders\"}")
        .hasMessageContaining("unknown field \"databse\"; did you mean \"database\"?");
  }

  @Test
  void everyProblemIsNamedAtOnce() {
    Map<String, Object> request = new LinkedHashMap<>();
    request.put("database", " ");
    request.put("compression", "rar");
    request.put("parallelism", 0.5);
    assertThatThrownBy(() -> BackupRequest.parse(request))
        .hasMessageContaining("\"database\" must be a text that is not blank")
        .hasMessageContaining("\"compression\" must be one of zstd, gzip, none")
        .hasMessageContaining("\"parallelism\" must be a whole number from 1 to 256");
  }

  @Test
  void nullFieldsCountAsAbsent() {
    Map<String, @Nullable Object> request = new LinkedHashMap<>();
    request.put("database", "orders");
    request.put("into", null);
    request.put("skipTest", null);
    assertThat(RestoreRequest.parse(request).into()).isNull();
  }

  @ParameterizedTest
  @NullSource
  @MethodSource("otherThanObjects")
  @ValueSource(strings = {"orders", ""})
  void anythingButAnObjectIsRefusedWithAnExample(@Nullable Object json) {
    assertThatThrownBy(() -> BackupRequest.parse(json))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("expected a JSON object such as {\"database\":\"orders\"}");
  }

  static List<Object> otherThanObjects() {
    return List.of(7, true, List.of("orders"));
  }
}
