package io.tidemark.pipeline;

import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;

/** The fourth step: computes the digest of what is stored. */
@FunctionalInterface
public interface Checksum {

  /** A stream that passes what is written to it on to {@code next} as it is, and digests it. */
  OutputStream into(OutputStream next, MessageDigest digest) throws IOException;
}
