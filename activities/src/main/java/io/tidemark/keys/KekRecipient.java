package io.tidemark.keys;

import java.util.HexFormat;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.asn1.cms.KEKIdentifier;
import org.bouncycastle.cms.KEKRecipientId;
import org.bouncycastle.cms.RecipientId;
import org.bouncycastle.cms.RecipientInfoGenerator;
import org.bouncycastle.cms.jcajce.JceKEKEnvelopedRecipient;
import org.bouncycastle.cms.jcajce.JceKEKRecipientInfoGenerator;

/** Whoever holds the key-encryption key: AES-256 key wrap (RFC 3394) under the key's id. */
final class KekRecipient implements Recipient, Opener {

  private final String keyId;
  private final SecretKey kek;

  KekRecipient(String keyId, byte[] kek) {
    this.keyId = keyId;
    this.kek = new SecretKeySpec(kek, "AES");
  }

  @Override
  public String keyId() {
    return keyId;
  }

  @Override
  public RecipientInfoGenerator generator() {
    return new JceKEKRecipientInfoGenerator(new KEKIdentifier(idBytes(), null, null), kek);
  }

  @Override
  public RecipientId entry() {
    return new KEKRecipientId(idBytes());
  }

  @Override
  public org.bouncycastle.cms.Recipient opening() {
    return new JceKEKEnvelopedRecipient(kek);
  }

  private byte[] idBytes() {
    return HexFormat.of().parseHex(keyId);
  }
}
