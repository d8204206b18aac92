package io.tidemark.keys;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import org.bouncycastle.cms.CMSAlgorithm;
import org.bouncycastle.cms.CMSEnvelopedData;
import org.bouncycastle.cms.CMSEnvelopedDataGenerator;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.KEKRecipientInformation;
import org.bouncycastle.cms.RecipientInformation;
import org.bouncycastle.cms.jcajce.JceCMSContentEncryptorBuilder;
import org.bouncycastle.cms.jcajce.JceKEKEnvelopedRecipient;

/**
 * A data key wrapped as CMS EnvelopedData (RFC 5652), in DER. A standard container, so that {@code
 * openssl cms -decrypt} opens it without us.
 */
final class KeyEnvelope {

  private KeyEnvelope() {}

  static byte[] seal(DataKey key, List<? extends Recipient> recipients) {
    try {
      CMSEnvelopedDataGenerator generator = new CMSEnvelopedDataGenerator();
      recipients.forEach(recipient -> generator.addRecipientInfoGenerator(recipient.generator()));
      return generator
          .generate(
              new CMSProcessableByteArray(key.bytes()),
              new JceCMSContentEncryptorBuilder(CMSAlgorithm.AES256_CBC).build())
          .toASN1Structure()
          .getEncoded("DER");
    } catch (CMSException | IOException e) {
      throw new IllegalStateException("this Java cannot wrap keys with AES-256", e);
    }
  }

  static DataKey open(byte[] cms, KekRecipient recipient) throws DecryptionFailedException {
    try {
      Collection<RecipientInformation> entries =
          new CMSEnvelopedData(cms).getRecipientInfos().getRecipients();
      for (RecipientInformation entry : entries) {
        if (entry instanceof KEKRecipientInformation) {
          byte[] key = entry.getContent(new JceKEKEnvelopedRecipient(recipient.kek()));
          if (key.length == DataKey.LENGTH_BYTES) {
            return new DataKey(key);
          }
        }
      }
    } catch (CMSException | RuntimeException e) {
      // Bouncy Castle's messages tell what it met inside; the caller learns only that it is wrong.
      throw failed();
    }
    throw failed();
  }

  private static DecryptionFailedException failed() {
    return new DecryptionFailedException(
        "the object's data key does not open with the backup's key: it was wrapped under another"
            + " key, or is damaged");
  }
}
