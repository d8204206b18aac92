package io.tidemark.keys;

import org.bouncycastle.cms.RecipientInfoGenerator;

/**
 * Somebody who can open a wrapped data key. The envelope holds one entry for each, so that
 * recipients can be added and taken away without touching what is encrypted.
 */
sealed interface Recipient permits KekRecipient, CertificateRecipient {

  /** Names the recipient in manifests, 16 hex digits; no secret. */
  String keyId();

  /** Writes this recipient's entry of one envelope. */
  RecipientInfoGenerator generator();
}
