package io.tidemark.keys;

import org.bouncycastle.cms.RecipientId;

/** A key at hand that opens the entries of an envelope that were written for it. */
sealed interface Opener permits KekRecipient, CredentialOpener {

  /** Finds the entries for this key. */
  RecipientId entry();

  /** Opens such an entry. */
  org.bouncycastle.cms.Recipient opening();
}
