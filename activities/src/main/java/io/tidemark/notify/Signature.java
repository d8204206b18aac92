package io.tidemark.notify;

import io.tidemark.postgres.Secret;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Proves to a receiver who sent a body and when: docs/notifications.md says how to check it. */
final class Signature {
  static final String TIMESTAMP = "X-Tidemark-Timestamp";
  static final String SIGNATURE = "X-Tidemark-Signature";
  private static final String ALGORITHM = "HmacSHA256";

  private Signature() {}

  /** Adds both headers. */
  static void sign(HttpRequest.Builder request, Secret key, byte[] body, Clock clock) {
    String timestamp = Long.toString(clock.instant().getEpochSecond());
    request.header(TIMESTAMP, timestamp).header(SIGNATURE, "v1=" + of(key, timestamp, body));
  }

  /** HMAC-SHA-256 of {@code timestamp.body} in hex. */
  static String of(Secret key, String timestamp, byte[] body) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key.reveal().getBytes(StandardCharsets.UTF_8), ALGORITHM));
      mac.update((timestamp + ".").getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + ALGORITHM, e);
    }
  }
}
