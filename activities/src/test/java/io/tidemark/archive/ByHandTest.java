package io.tidemark.archive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.keys.ForeignTool;
import io.tidemark.pipeline.TestKeys;
import io.tidemark.store.memory.MemoryStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/**
 * A backup is read with openssl, sha256sum, zstd and gzip alone, in the steps of docs/format.md. Of
 * our code nothing is used after the backup is sealed; JSON is looked at with Jackson as one would
 * with jq.
 */
final class ByHandTest {

  private static final String ID = "20261123T181500Z-7f3a2c";
  private static final String PASSPHRASE = "correct horse battery staple";
  private static final byte[] NOTHING = {};

  private final ObjectMapper json = new ObjectMapper();

  @Test
  void openAuthenticateAndRead() throws Exception {
    MemoryStore store = new MemoryStore();
    SmallBackup.seal(store, ID, TestKeys.KEY);
    StoreImage image = StoreImage.of(store);

    byte[] manifest = image.bytes("shop/" + ID + "/manifest.json");
    JsonNode header = json.readTree(manifest).get("header");
    String kek = keyEncryptionKey(header.get("keyDerivation"));
    String keyId = header.get("keyIds").get(0).asText();

    String macKey = hexOf(kdf("HKDF", "digest:SHA256", "hexkey:" + kek, "info:tidemark manifest"));
    String mac =
        HexFormat.of()
            .formatHex(
                ForeignTool.run(
                    headerOf(manifest),
                    "openssl",
                    "dgst",
                    "-sha256",
                    "-mac",
                    "HMAC",
                    "-macopt",
                    "hexkey:" + macKey,
                    "-binary"));
    assertThat(json.readTree(manifest).get("authentication").get("mac").asText()).isEqualTo(mac);

    JsonNode contents = json.readTree(open(image, header.get("contents"), kek, keyId));
    assertThat(contents.get("backupId").asText()).isEqualTo(ID);
    List<String> streams = new ArrayList<>();
    for (JsonNode part : contents.get("parts")) {
      streams.add(new String(open(image, part.get("object"), kek, keyId), UTF_8));
    }

    assertThat(streams).isEqualTo(SmallBackup.STREAMS);
  }

  private static byte[] open(StoreImage image, JsonNode object, String kek, String keyId) {
    byte[] stored = image.bytes(object.get("key").asText());
    assertThat(ForeignTool.ask(stored, "sha256sum")).startsWith(object.get("sha256").asText());

    byte[] dataKey =
        ForeignTool.run(
            Base64.getDecoder().decode(object.get("wrappedKey").asText()),
            "openssl",
            "cms",
            "-decrypt",
            "-inform",
            "DER",
            "-secretkey",
            kek,
            "-secretkeyid",
            keyId);
    byte[] packed =
        ForeignTool.run(
            stored,
            "openssl",
            "enc",
            "-d",
            "-aes-256-cbc",
            "-K",
            HexFormat.of().formatHex(dataKey),
            "-iv",
            object.get("iv").asText());
    String compression = object.get("compression").asText();
    return compression.equals("none")
        ? packed
        : ForeignTool.run(packed, compression, "--decompress", "--stdout");
  }

  private static String keyEncryptionKey(JsonNode derivation) {
    byte[] salt = Base64.getDecoder().decode(derivation.get("salt").asText());
    return hexOf(
        kdf(
            "PBKDF2",
            "digest:SHA256",
            "pass:" + PASSPHRASE,
            "hexsalt:" + HexFormat.of().formatHex(salt),
            "iter:" + derivation.get("iterations").asText()));
  }

  private static String kdf(String function, String... options) {
    List<String> command = new ArrayList<>(List.of("openssl", "kdf", "-keylen", "32"));
    for (String option : options) {
      command.add("-kdfopt");
      command.add(option);
    }
    command.add(function);
    return ForeignTool.ask(NOTHING, command.toArray(String[]::new));
  }

  /** What the mac is over: the manifest as it is, without what is around the header. */
  private static byte[] headerOf(byte[] manifest) {
    return ForeignTool.run(
        manifest, "sed", "-zE", "s/^\\{\"authentication\":\\{[^}]*\\},\"header\":(.*)\\}\\n$/\\1/");
  }

  /** OpenSSL prints {@code AB:CD}. */
  private static String hexOf(String openssl) {
    return openssl.replace(":", "").toLowerCase(Locale.ROOT);
  }
}
