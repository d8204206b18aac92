package io.tidemark.archive;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/**
 * What proves that a header was written by somebody with the key.
 *
 * @param algorithm always {@value #HMAC_SHA256} in format version 1
 * @param mac over the header's canonical bytes, 64 lower-case hex digits
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record Authentication(String algorithm, String mac) {

  static final String HMAC_SHA256 = "HMAC-SHA256";

  Authentication {
    requireNonNull(algorithm, "algorithm is null");
    requireNonNull(mac, "mac is null");
  }
}
