package io.tidemark.keys;

import java.security.Provider;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/**
 * What the JDK lacks for CMS with certificates: key agreement with a derivation function, and OAEP
 * under the names that CMS gives it. Handed to those calls alone and never installed: rows are
 * encrypted by the JDK, whose AES runs on the processor's own instructions.
 */
final class BouncyCastle {

  static final Provider PROVIDER = new BouncyCastleProvider();

  private BouncyCastle() {}
}
