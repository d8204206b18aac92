package io.tidemark.keys;

import java.io.Serial;
import java.util.List;

/**
 * A manifest that is proven by nothing but a signature carries none of a pinned signer: anybody
 * with the recipients' certificates could have written it.
 */
public final class UntrustedSignerException extends KeyException {

  @Serial private static final long serialVersionUID = 1L;

  /**
   * @param manifest where it lies
   * @param signer who claims to have signed it; empty when nobody does
   * @param trusted ids of the pinned signers
   */
  public UntrustedSignerException(String manifest, String signer, List<String> trusted) {
    super(
        manifest
            + (signer.isEmpty() ? " is not signed" : " is signed by " + signer)
            + ", and trusted are "
            + (trusted.isEmpty() ? "none" : String.join(", ", trusted))
            + ": it may be forged. If that worker is yours, add its certificate to"
            + " BACKUP_TRUSTED_SIGNERS");
  }
}
