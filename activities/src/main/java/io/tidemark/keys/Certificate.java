package io.tidemark.keys;

import static java.util.Objects.requireNonNull;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Base64;
import java.util.HexFormat;

/**
 * An X.509 certificate with a key that Tidemark can use, RSA or EC. It is pinned by those who
 * configure it: chains are not followed, and an expired one still opens what it opened before.
 *
 * @param x509 the certificate
 */
public record Certificate(X509Certificate x509) {

  private static final int LEAST_RSA_BITS = 2048;
  private static final int LEAST_EC_BITS = 256;
  private static final int KEY_ID_DIGITS = 16;

  /**
   * Checks the key.
   *
   * @throws IllegalArgumentException when it is neither RSA nor EC, or a weak one
   */
  public Certificate {
    requireNonNull(x509, "x509 is null");
    PublicKey key = x509.getPublicKey();
    boolean fit =
        key instanceof RSAPublicKey rsa
            ? rsa.getModulus().bitLength() >= LEAST_RSA_BITS
            : key instanceof ECPublicKey ec
                && ec.getParams().getOrder().bitLength() >= LEAST_EC_BITS;
    if (!fit) {
      throw new IllegalArgumentException(
          "the certificate of "
              + x509.getSubjectX500Principal().getName()
              + " has a key of type "
              + key.getAlgorithm()
              + " that is not used here: make one with RSA of 2048 bits or more, or EC of 256");
    }
  }

  /**
   * Reads what {@link #encoded} wrote.
   *
   * @throws IllegalArgumentException when it is no certificate that can be used
   */
  public static Certificate decode(byte[] der) {
    try {
      return new Certificate(
          (X509Certificate)
              CertificateFactory.getInstance("X.509")
                  .generateCertificate(new ByteArrayInputStream(der)));
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("not an X.509 certificate", e);
    }
  }

  /** The certificate in DER. */
  public byte[] encoded() {
    try {
      return x509.getEncoded();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a certificate that was read can be written", e);
    }
  }

  /** The certificate as manifests carry it: DER in base64. */
  public String base64() {
    return Base64.getEncoder().encodeToString(encoded());
  }

  /** SHA-256 of the DER, 64 hex digits: what {@code openssl x509 -fingerprint -sha256} shows. */
  public String fingerprint() {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(encoded()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** The first 16 digits of the fingerprint; stands in manifests beside the ids of secrets. */
  public String keyId() {
    return fingerprint().substring(0, KEY_ID_DIGITS);
  }

  /** For people: whose it is. */
  public String subject() {
    return x509.getSubjectX500Principal().getName();
  }

  @Override
  public String toString() {
    return subject() + " (" + keyId() + ")";
  }
}
