package io.tidemark.keys;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The secret that an operator configures and keeps: a passphrase, or 32 random bytes. Everything
 * else is derived from it. Immutable; shows itself to nobody.
 */
public final class MasterSecret {

  private static final Pattern HEX = Pattern.compile("[0-9a-fA-F]{64}");
  private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/_-]{43}=?");

  /** Fixed, for an id has to be the same in every backup; the rounds are what makes it hard. */
  private static final byte[] KEY_ID_SALT = "tidemark key id".getBytes(StandardCharsets.US_ASCII);

  private static final int KEY_ID_BYTES = 8;

  private final byte[] bytes;
  private @Nullable String keyId;

  private MasterSecret(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * Reads a configured value: 64 hex digits or the base64 of 32 bytes are a raw key, anything else
   * is a passphrase in UTF-8. White space around it is dropped, since files end in a line feed.
   *
   * @throws IllegalArgumentException when the value is blank
   */
  public static MasterSecret parse(String configured) {
    String value = configured.strip();
    if (value.isEmpty()) {
      throw new IllegalArgumentException(
          "the encryption key is blank: set BACKUP_ENCRYPTION_KEY to a passphrase, or to 32 random"
              + " bytes in hex or base64 (openssl rand -hex 32)");
    }
    if (HEX.matcher(value).matches()) {
      return new MasterSecret(HexFormat.of().parseHex(value));
    }
    if (BASE64.matcher(value).matches()) {
      return new MasterSecret(
          Base64.getDecoder().decode(value.replace('-', '+').replace('_', '/')));
    }
    return new MasterSecret(value.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Names this secret without telling it: 16 hex digits, the same wherever the secret is used. It
   * costs as much to test a guess against the id as against a backup; so the first call takes most
   * of a second.
   */
  public synchronized String keyId() {
    String id = keyId;
    if (id == null) {
      id =
          HexFormat.of()
              .formatHex(Pbkdf2.derive(bytes, KEY_ID_SALT, Pbkdf2.MIN_ITERATIONS, KEY_ID_BYTES));
      keyId = id;
    }
    return id;
  }

  byte[] bytes() {
    return bytes;
  }

  @Override
  public String toString() {
    return "MasterSecret[redacted]";
  }
}
