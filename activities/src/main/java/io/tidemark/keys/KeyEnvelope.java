package io.tidemark.keys;

import java.io.IOException;
import java.util.List;
import org.bouncycastle.cms.CMSAlgorithm;
import org.bouncycastle.cms.CMSEnvelopedData;
import org.bouncycastle.cms.CMSEnvelopedDataGenerator;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.RecipientInformation;
import org.bouncycastle.cms.RecipientInformationStore;
import org.bouncycastle.cms.jcajce.JceCMSContentEncryptorBuilder;

/**
 * A data key wrapped as CMS EnvelopedData (RFC 5652), in DER. A standard container, so that {@code
 * openssl cms -decrypt} opens it without us.
 */
final class KeyEnvelope {

  private KeyEnvelope() {}

  static byte[] seal(DataKey key, List<? extends Recipient> recipients) {
    if (recipients.isEmpty()) {
      throw new IllegalStateException("this key only opens: nobody could open what it wraps");
    }
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

  static DataKey open(byte[] cms, List<? extends Opener> openers) throws DecryptionFailedException {
    try {
      RecipientInformationStore entries = new CMSEnvelopedData(cms).getRecipientInfos();
      for (Opener opener : openers) {
        for (RecipientInformation entry : entries.getRecipients(opener.entry())) {
          byte[] key = entry.getContent(opener.opening());
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
        "the object's data key does not open with a key at hand: it was wrapped for others, or is"
            + " damaged");
  }
}
