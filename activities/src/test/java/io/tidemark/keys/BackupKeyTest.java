package io.tidemark.keys;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.junit.jupiter.api.Test;

/** Derivation, wrapping and authentication, each held against somebody else's implementation. */
final class BackupKeyTest {

  private static final String PASSPHRASE = "correct horse battery staple";
  private static final byte[] SALT = HexFormat.of().parseHex("000102030405060708090a0b0c0d0e0f");
  private static final KeyDerivation DERIVATION =
      new KeyDerivation("PBKDF2-HMAC-SHA256", 600_000, Base64.getEncoder().encodeToString(SALT));
  private static final MasterSecret SECRET = MasterSecret.parse(PASSPHRASE);
  private static final BackupKey KEY = derive(SECRET, DERIVATION);

  @Test
  void theKeyIsPbkdf2AsTheJdkComputesIt() throws Exception {
    byte[] expected =
        SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
            .generateSecret(new PBEKeySpec(PASSPHRASE.toCharArray(), SALT, 600_000, 256))
            .getEncoded();

    assertThat(DERIVATION.derive(SECRET)).isEqualTo(expected);
  }

  @Test
  void aRawKeyIsDerivedFromItsBytesAsOpensslDoes() throws Exception {
    String raw = "f0f1f2f3f4f5f6f7f8f9fafbfcfdfeff000102030405060708090a0b0c0d0e0f";
    String openssl =
        ForeignTool.ask(
            new byte[0],
            "openssl",
            "kdf",
            "-keylen",
            "32",
            "-kdfopt",
            "digest:SHA256",
            "-kdfopt",
            "hexpass:" + raw,
            "-kdfopt",
            "hexsalt:" + hex(SALT),
            "-kdfopt",
            "iter:600000",
            "PBKDF2");

    assertThat(hex(DERIVATION.derive(MasterSecret.parse(raw)))).isEqualTo(plain(openssl));
  }

  @Test
  void opensslOpensAWrappedKey() throws Exception {
    DataKey dataKey = KEY.newDataKey();
    byte[] cms = KEY.wrap(dataKey);

    byte[] opened =
        ForeignTool.run(
            cms,
            "openssl",
            "cms",
            "-decrypt",
            "-inform",
            "DER",
            "-secretkey",
            hex(DERIVATION.derive(SECRET)),
            "-secretkeyid",
            KEY.keyIds().get(0));

    assertThat(opened).isEqualTo(dataKey.bytes());
    assertThat(cms).hasSizeBetween(180, 260);
    assertThat(KEY.unwrap(cms).bytes()).isEqualTo(dataKey.bytes());
  }

  @Test
  void opensslComputesTheSameMac() throws Exception {
    String macKey =
        plain(
            ForeignTool.ask(
                new byte[0],
                "openssl",
                "kdf",
                "-keylen",
                "32",
                "-kdfopt",
                "digest:SHA256",
                "-kdfopt",
                "hexkey:" + hex(DERIVATION.derive(SECRET)),
                "-kdfopt",
                "info:tidemark manifest",
                "HKDF"));
    byte[] message = "{\"format\":\"tidemark-backup\"}".getBytes(UTF_8);

    byte[] mac =
        ForeignTool.run(
            message,
            "openssl",
            "dgst",
            "-sha256",
            "-mac",
            "HMAC",
            "-macopt",
            "hexkey:" + macKey,
            "-binary");

    assertThat(KEY.mac(message)).hasValue(mac);
  }

  @Test
  void everyWrappingIsFresh() {
    DataKey dataKey = KEY.newDataKey();

    assertThat(KEY.wrap(dataKey)).isNotEqualTo(KEY.wrap(dataKey));
    assertThat(dataKey.bytes()).isNotEqualTo(KEY.newDataKey().bytes());
  }

  @Test
  void anotherKeyDoesNotOpenIt() {
    BackupKey other = derive(MasterSecret.parse("another passphrase"), DERIVATION);
    byte[] cms = KEY.wrap(KEY.newDataKey());

    assertThatThrownBy(() -> other.unwrap(cms)).isInstanceOf(DecryptionFailedException.class);
    assertThatThrownBy(() -> KEY.unwrap(new byte[] {48, 0}))
        .isInstanceOf(DecryptionFailedException.class);
    assertThatThrownBy(() -> KEY.unwrap(new byte[0])).isInstanceOf(DecryptionFailedException.class);
  }

  @Test
  void weakOrForeignDerivationsAreRefused() {
    String salt = DERIVATION.salt();
    for (KeyDerivation refused :
        new KeyDerivation[] {
          new KeyDerivation("PBKDF2-HMAC-SHA256", 599_999, salt),
          new KeyDerivation("PBKDF2-HMAC-SHA256", 0, salt),
          new KeyDerivation("PBKDF2-HMAC-SHA256", Integer.MAX_VALUE, salt),
          new KeyDerivation("PBKDF2-HMAC-SHA1", 600_000, salt),
          new KeyDerivation("PBKDF2-HMAC-SHA256", 600_000, "AAAA"),
          new KeyDerivation("PBKDF2-HMAC-SHA256", 600_000, "not base64!"),
        }) {
      assertThatThrownBy(() -> BackupKey.derive(SECRET, refused))
          .isInstanceOf(DecryptionFailedException.class);
    }
  }

  @Test
  void nothingShowsASecret() throws Exception {
    DataKey dataKey = KEY.newDataKey();

    assertThat(KEY + " " + dataKey + " " + SECRET)
        .doesNotContain(PASSPHRASE)
        .doesNotContain(hex(dataKey.bytes()))
        .doesNotContain(hex(DERIVATION.derive(SECRET)));
  }

  private static BackupKey derive(MasterSecret secret, KeyDerivation derivation) {
    try {
      return BackupKey.derive(secret, derivation);
    } catch (DecryptionFailedException e) {
      throw new AssertionError(e);
    }
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  /** OpenSSL prints {@code AB:CD}. */
  private static String plain(String openssl) {
    return openssl.replace(":", "").toLowerCase(Locale.ROOT);
  }
}
