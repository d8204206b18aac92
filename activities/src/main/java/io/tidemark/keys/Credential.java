package io.tidemark.keys;

import static java.util.Objects.requireNonNull;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;

/**
 * A private key with the certificate that it belongs to. Shows its certificate only.
 *
 * @param certificate what others know it by
 * @param privateKey RSA or EC, as the certificate's
 */
public record Credential(Certificate certificate, PrivateKey privateKey) {

  private static final byte[] PROBE = {1};

  /**
   * Checks that the two belong together.
   *
   * @throws IllegalArgumentException when they do not
   */
  public Credential {
    requireNonNull(certificate, "certificate is null");
    requireNonNull(privateKey, "privateKey is null");
    if (!fits(certificate, privateKey)) {
      throw new IllegalArgumentException(
          "the private key is not the one of the certificate of " + certificate.subject());
    }
  }

  @Override
  public String toString() {
    return "Credential[" + certificate + "]";
  }

  private static boolean fits(Certificate certificate, PrivateKey key) {
    try {
      String algorithm = ManifestSignature.algorithm(certificate);
      Signature signing = Signature.getInstance(algorithm);
      signing.initSign(key);
      signing.update(PROBE);
      Signature checking = Signature.getInstance(algorithm);
      checking.initVerify(certificate.x509().getPublicKey());
      checking.update(PROBE);
      return checking.verify(signing.sign());
    } catch (GeneralSecurityException e) {
      return false;
    }
  }
}
