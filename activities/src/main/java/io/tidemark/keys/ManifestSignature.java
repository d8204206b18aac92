package io.tidemark.keys;

import static java.util.Objects.requireNonNull;

import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.util.HexFormat;

/**
 * A worker's signature of a manifest. {@code openssl dgst -sha256 -verify} checks it.
 *
 * @param algorithm {@code SHA256withRSA} (PKCS #1 v1.5) or {@code SHA256withECDSA}
 * @param value lower-case hex; in DER for ECDSA
 */
public record ManifestSignature(String algorithm, String value) {

  public ManifestSignature {
    requireNonNull(algorithm, "algorithm is null");
    requireNonNull(value, "value is null");
  }

  static ManifestSignature sign(Credential signer, byte[] message) {
    String algorithm = algorithm(signer.certificate());
    try {
      Signature signature = Signature.getInstance(algorithm);
      signature.initSign(signer.privateKey());
      signature.update(message);
      return new ManifestSignature(algorithm, HexFormat.of().formatHex(signature.sign()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("nothing can be signed with " + signer, e);
    }
  }

  /** Whether the certificate's owner made this of the message; there is one spelling of each. */
  public boolean isOf(byte[] message, Certificate signer) {
    if (!algorithm.equals(algorithm(signer))) {
      return false;
    }
    try {
      byte[] bytes = HexFormat.of().parseHex(value);
      Signature signature = Signature.getInstance(algorithm);
      signature.initVerify(signer.x509().getPublicKey());
      signature.update(message);
      return HexFormat.of().formatHex(bytes).equals(value) && signature.verify(bytes);
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return false;
    }
  }

  static String algorithm(Certificate certificate) {
    return certificate.x509().getPublicKey() instanceof RSAPublicKey
        ? "SHA256withRSA"
        : "SHA256withECDSA";
  }
}
