package io.tidemark.keys;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.jspecify.annotations.Nullable;

/** Certificates and private keys as OpenSSL writes them. Messages name the file, never a key. */
public final class PemFile {

  private static final int LINE = 64;

  private final Path file;
  private final List<Certificate> certificates = new ArrayList<>();
  private final List<PrivateKey> privateKeys = new ArrayList<>();

  private PemFile(Path file) {
    this.file = file;
  }

  /**
   * Reads the certificates of a file, one or many.
   *
   * @throws IllegalArgumentException when it cannot be read, holds none, or one that is not used
   *     here
   */
  public static List<Certificate> certificates(Path file) {
    PemFile pem = read(file);
    if (pem.certificates.isEmpty()) {
      throw pem.problem("holds no certificate (-----BEGIN CERTIFICATE-----)");
    }
    return pem.certificates;
  }

  /**
   * Reads a private key and its certificate, which stand in one file in any order.
   *
   * @throws IllegalArgumentException when it cannot be read, or lacks one of them
   */
  public static Credential credential(Path file) {
    PemFile pem = read(file);
    if (pem.privateKeys.size() != 1) {
      throw pem.problem("must hold one private key without a passphrase (-----BEGIN PRIVATE KEY)");
    }
    if (pem.certificates.isEmpty()) {
      throw pem.problem("must hold the certificate of its private key, too");
    }
    try {
      return new Credential(pem.certificates.get(0), pem.privateKeys.get(0));
    } catch (IllegalArgumentException e) {
      throw pem.problem(String.valueOf(e.getMessage()));
    }
  }

  /** A certificate as a file holds it. */
  public static String text(Certificate certificate) {
    return block("CERTIFICATE", certificate.encoded());
  }

  /** A private key and its certificate as one file holds them: a secret. */
  public static String text(Credential credential) {
    return block("PRIVATE KEY", credential.privateKey().getEncoded())
        + text(credential.certificate());
  }

  private static String block(String type, byte[] der) {
    return "-----BEGIN "
        + type
        + "-----\n"
        + Base64.getMimeEncoder(LINE, new byte[] {'\n'}).encodeToString(der)
        + "\n-----END "
        + type
        + "-----\n";
  }

  private static PemFile read(Path path) {
    PemFile pem = new PemFile(path);
    try (Reader text = Files.newBufferedReader(path, StandardCharsets.US_ASCII);
        PEMParser parser = new PEMParser(text)) {
      @Nullable Object object;
      while ((object = parser.readObject()) != null) {
        pem.add(object);
      }
      return pem;
    } catch (IOException e) {
      throw pem.problem("cannot be read as PEM (" + e.getClass().getSimpleName() + ")");
    }
  }

  private void add(Object object) throws IOException {
    JcaPEMKeyConverter keys = new JcaPEMKeyConverter();
    if (object instanceof X509CertificateHolder certificate) {
      try {
        certificates.add(Certificate.decode(certificate.getEncoded()));
      } catch (IllegalArgumentException e) {
        throw problem(String.valueOf(e.getMessage()));
      }
    } else if (object instanceof PrivateKeyInfo key) {
      privateKeys.add(keys.getPrivateKey(key));
    } else if (object instanceof PEMKeyPair pair) {
      privateKeys.add(keys.getKeyPair(pair).getPrivate());
    }
  }

  private IllegalArgumentException problem(String what) {
    return new IllegalArgumentException(file + " " + what);
  }
}
