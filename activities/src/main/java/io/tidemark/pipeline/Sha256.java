package io.tidemark.pipeline;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The digest of stored objects. */
public final class Sha256 {

  private Sha256() {}

  /** A fresh digest. */
  public static MessageDigest newDigest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
