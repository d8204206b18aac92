package io.tidemark.keys;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** What a configured key means. */
final class MasterSecretTest {

  private static final String HEX =
      "f0f1f2f3f4f5f6f7f8f9fafbfcfdfeff000102030405060708090a0b0c0d0e0f";

  @Test
  void thirtyTwoBytesInHexOrBase64AreTheRawKey() {
    byte[] raw = HexFormat.of().parseHex(HEX);

    assertThat(MasterSecret.parse(HEX).bytes()).isEqualTo(raw);
    assertThat(MasterSecret.parse(HEX.toUpperCase(Locale.ROOT)).bytes()).isEqualTo(raw);
    assertThat(MasterSecret.parse(Base64.getEncoder().encodeToString(raw)).bytes()).isEqualTo(raw);
    assertThat(
            MasterSecret.parse(Base64.getUrlEncoder().withoutPadding().encodeToString(raw)).bytes())
        .isEqualTo(raw);
  }

  @Test
  void anythingElseIsAPassphrase() {
    assertThat(MasterSecret.parse("très long passphrase").bytes())
        .isEqualTo("très long passphrase".getBytes(UTF_8));
    assertThat(MasterSecret.parse(HEX.substring(2)).bytes())
        .as("31 bytes in hex are no raw key")
        .isEqualTo(HEX.substring(2).getBytes(UTF_8));
  }

  @Test
  void theLineFeedAtTheEndOfAKeyFileIsNotPartOfTheKey() {
    assertThat(MasterSecret.parse("correct horse\n").bytes())
        .isEqualTo("correct horse".getBytes(UTF_8));
  }

  @Test
  void aBlankKeyIsRefusedWithWhatToDo() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MasterSecret.parse(" \n"))
        .withMessageContaining("BACKUP_ENCRYPTION_KEY")
        .withMessageContaining("openssl rand -hex 32");
  }

  @Test
  void theIdNamesTheSecretAndNothingElse() {
    MasterSecret secret = MasterSecret.parse("correct horse");

    assertThat(secret.keyId())
        .matches("[0-9a-f]{16}")
        .isEqualTo(MasterSecret.parse("correct horse").keyId())
        .isNotEqualTo(MasterSecret.parse("correct horsf").keyId());
    assertThat(secret.toString()).doesNotContain("correct").doesNotContain("horse");
  }
}
