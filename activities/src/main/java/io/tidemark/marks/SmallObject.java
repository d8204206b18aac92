package io.tidemark.marks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.store.BackupStore;
import io.tidemark.store.ObjectInfo;
import io.tidemark.store.ObjectKey;
import io.tidemark.store.StoreException;
import io.tidemark.store.StoreWriter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;

/** A few lines of JSON under a fresh key, in the clear and for people to read. */
final class SmallObject {
  private static final int MAX_BYTES = 64 * 1024;
  private static final int NONCE_BYTES = 8;
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final ObjectMapper JSON = new ObjectMapper();

  private SmallObject() {}

  static String nonce() {
    byte[] nonce = new byte[NONCE_BYTES];
    RANDOM.nextBytes(nonce);
    return HexFormat.of().formatHex(nonce);
  }

  /** Writes it; what comes back has the time by the store's clock. */
  static ObjectInfo write(BackupStore store, ObjectKey key, Map<String, ?> content)
      throws StoreException {
    try (StoreWriter writer = store.newWriter(key)) {
      writer.stream().write(text(content));
      return writer.commit();
    } catch (StoreException e) {
      throw e;
    } catch (IOException e) {
      throw new StoreException(StoreException.Kind.UNAVAILABLE, key, "writing it broke off", e);
    }
  }

  /** Reads one; an object that is no JSON reads as an empty one, since nothing hangs on it. */
  static JsonNode read(BackupStore store, ObjectKey key) throws StoreException {
    try (InputStream in = store.read(key, 0)) {
      return parse(in.readNBytes(MAX_BYTES));
    } catch (StoreException e) {
      throw e;
    } catch (IOException e) {
      throw new StoreException(StoreException.Kind.UNAVAILABLE, key, "reading it broke off", e);
    }
  }

  private static JsonNode parse(byte[] bytes) throws IOException {
    try {
      return JSON.readTree(bytes);
    } catch (JsonProcessingException e) {
      return JSON.createObjectNode();
    }
  }

  private static byte[] text(Map<String, ?> content) {
    try {
      return (JSON.writeValueAsString(content) + "\n").getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("texts and numbers cannot be written as JSON", e);
    }
  }
}
