package io.tidemark.keys;

import java.util.HexFormat;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.asn1.cms.KEKIdentifier;
import org.bouncycastle.cms.RecipientInfoGenerator;
import org.bouncycastle.cms.jcajce.JceKEKRecipientInfoGenerator;

/** Whoever holds the key-encryption key: AES-256 key wrap (RFC 3394) under the key's id. */
final class KekRecipient implements Recipient {

  private final byte[] keyId;
  private final SecretKey kek;

  KekRecipient(String keyId, byte[] kek) {
    this.keyId = HexFormat.of().parseHex(keyId);
    this.kek = new SecretKeySpec(kek, "AES");
  }

  @Override
  public RecipientInfoGenerator generator() {
    return new JceKEKRecipientInfoGenerator(new KEKIdentifier(keyId, null, null), kek);
  }

  SecretKey kek() {
    return kek;
  }
}
