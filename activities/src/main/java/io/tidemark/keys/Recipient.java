package io.tidemark.keys;

import org.bouncycastle.cms.RecipientInfoGenerator;

/**
 * Somebody who can open a wrapped data key. The envelope holds one entry for each, so that another
 * kind (a certificate) can be added beside the secret without touching what is encrypted.
 */
sealed interface Recipient permits KekRecipient {

  /** Writes this recipient's entry of an envelope. */
  RecipientInfoGenerator generator();
}
