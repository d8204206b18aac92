package io.tidemark.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Which of the configured keys is used for what. */
final class KeyRingTest {

  private static final MasterSecret NEW = MasterSecret.parse("the new passphrase");
  private static final MasterSecret OLD = MasterSecret.parse("the old passphrase");
  private static final KeyDerivation DERIVATION = KeyDerivation.random();

  @Test
  void theFirstKeyWritesAndEveryKeyReads() throws Exception {
    KeyRing ring = new KeyRing(List.of(NEW, OLD));

    assertThat(ring.forWriting(DERIVATION).keyIds()).containsExactly(NEW.keyId());
    byte[] old =
        BackupKey.derive(OLD, DERIVATION).wrap(BackupKey.derive(OLD, DERIVATION).newDataKey());
    assertThat(ring.forReading(List.of(OLD.keyId()), DERIVATION).unwrap(old)).isNotNull();
    assertThat(ring.writingIds()).containsExactly(NEW.keyId());
    assertThat(ring.readingIds()).containsExactly(NEW.keyId(), OLD.keyId());
  }

  @Test
  void aKeyIsDerivedOnce() throws Exception {
    KeyRing ring = new KeyRing(List.of(NEW));

    assertThat(ring.derived(NEW, DERIVATION)).isSameAs(ring.derived(NEW, DERIVATION));
  }

  @Test
  void noKeyIsAnErrorThatSaysWhatToSet() {
    KeyRing none = new KeyRing(List.of());

    assertThatThrownBy(() -> none.forWriting(DERIVATION))
        .isInstanceOf(MissingKeyException.class)
        .hasMessageContaining("BACKUP_ENCRYPTION_KEY");
    assertThatThrownBy(() -> none.forReading(List.of(NEW.keyId()), DERIVATION))
        .isInstanceOf(MissingKeyException.class);
  }

  @Test
  void theWrongKeyIsNamedByItsId() {
    KeyRing ring = new KeyRing(List.of(NEW));

    assertThatThrownBy(() -> ring.forReading(List.of(OLD.keyId()), DERIVATION))
        .isInstanceOf(WrongKeyException.class)
        .hasMessageContaining(OLD.keyId())
        .hasMessageContaining(NEW.keyId())
        .hasMessageNotContaining("passphrase");
  }
}
