package io.tidemark.postgres;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;

/** The kind of a client's private key, which libpq finds out and the driver wants to be told. */
final class ClientKey {
  /** The encoding of 1.2.840.10045.2.1, id-ecPublicKey (RFC 5480). */
  private static final String ELLIPTIC_CURVE = "06072a8648ce3d0201";

  private ClientKey() {}

  /** "EC" or "RSA"; RSA as well for what cannot be read: the driver will say why. */
  static String algorithm(String file) {
    try {
      byte[] bytes = Files.readAllBytes(Path.of(file));
      String text = new String(bytes, StandardCharsets.ISO_8859_1);
      if (text.contains("-----BEGIN")) {
        bytes = Base64.getMimeDecoder().decode(text.replaceAll("-----[^-]*-----", ""));
      }
      return HexFormat.of().formatHex(bytes).contains(ELLIPTIC_CURVE) ? "EC" : "RSA";
    } catch (IOException | IllegalArgumentException unreadable) {
      return "RSA";
    }
  }
}
