package io.tidemark.keys;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Makes key pairs with a certificate that they sign themselves: it is pinned, not chained. */
public final class SelfSigned {

  /** Kinds of keys. */
  public enum Algorithm {
    /** Elliptic curve P-256. */
    EC,
    /** RSA of 3072 bits. */
    RSA
  }

  private static final int RSA_BITS = 3072;
  private static final int SERIAL_BITS = 127;
  private static final int YEARS = 10;

  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  /**
   * @param clock says from when certificates are valid
   */
  public SelfSigned(Clock clock) {
    this.clock = clock;
  }

  /**
   * Makes a pair, valid for ten years.
   *
   * @param commonName for people, so that they know whose it is
   */
  public Credential make(Algorithm algorithm, String commonName) {
    try {
      KeyPair pair = pair(algorithm);
      X500Name name = new X500NameBuilder().addRDN(BCStyle.CN, commonName).build();
      Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
      X509CertificateHolder certificate =
          new JcaX509v3CertificateBuilder(
                  name,
                  new BigInteger(SERIAL_BITS, random),
                  Date.from(now),
                  Date.from(now.atOffset(ZoneOffset.UTC).plusYears(YEARS).toInstant()),
                  name,
                  pair.getPublic())
              .build(
                  new JcaContentSignerBuilder("SHA256with" + signing(algorithm))
                      .build(pair.getPrivate()));
      return new Credential(Certificate.decode(certificate.getEncoded()), pair.getPrivate());
    } catch (GeneralSecurityException | OperatorCreationException | IOException e) {
      throw new IllegalStateException("this Java cannot make a key pair", e);
    }
  }

  private KeyPair pair(Algorithm algorithm) throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm.name());
    if (algorithm == Algorithm.RSA) {
      generator.initialize(RSA_BITS, random);
    } else {
      generator.initialize(new ECGenParameterSpec("secp256r1"), random);
    }
    return generator.generateKeyPair();
  }

  private static String signing(Algorithm algorithm) {
    return algorithm == Algorithm.RSA ? "RSA" : "ECDSA";
  }
}
