package io.tidemark.archive;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.tidemark.api.backup.PartKind;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** JSON as the archive writes it: instants in ISO 8601, kinds in lower case, no duplicate names. */
final class ArchiveJson {

  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .addMixIn(PartKind.class, PartKindWord.class)
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  private ArchiveJson() {}

  static byte[] write(Object document) {
    try {
      return MAPPER.writeValueAsBytes(document);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a record of ours cannot be written as JSON", e);
    }
  }

  static <T> T read(byte[] json, Class<T> type) throws IOException {
    return present(MAPPER.readValue(json, type));
  }

  static JsonNode tree(byte[] json) throws IOException {
    return MAPPER.readTree(json);
  }

  static JsonNode tree(Object document) {
    return MAPPER.valueToTree(document);
  }

  static <T> T read(JsonNode tree, Class<T> type) throws IOException {
    return present(MAPPER.treeToValue(tree, type));
  }

  /** Jackson reads a missing or null document as null. */
  private static <T> T present(@Nullable T document) throws IOException {
    if (document == null) {
      throw new IOException("there is no document");
    }
    return document;
  }

  /** Lends {@link PartKind} its word; the enum itself stays free of this format. */
  private interface PartKindWord {
    @JsonValue
    String word();
  }
}
