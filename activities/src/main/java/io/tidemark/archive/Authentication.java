package io.tidemark.archive;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.tidemark.keys.BackupKey;
import io.tidemark.keys.Certificate;
import io.tidemark.keys.ManifestSignature;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What proves that a header was written by somebody entitled: a MAC for those who have the secret,
 * a signature for those who do not. The signature covers the MAC, and the header names the signer,
 * so that whoever can check one of them notices a change of the other.
 *
 * @param algorithm {@value #HMAC_SHA256}; null without a MAC
 * @param mac over the header's canonical bytes, 64 lower-case hex digits; null when no secret opens
 *     the backup
 * @param signatureAlgorithm of the signature; null without one
 * @param signature over the header's canonical bytes and, where there is a MAC, a line feed and its
 *     digits; lower-case hex; null when nobody signed
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
record Authentication(
    @Nullable String algorithm,
    @Nullable String mac,
    @Nullable String signatureAlgorithm,
    @Nullable String signature) {

  static final String HMAC_SHA256 = "HMAC-SHA256";

  static Authentication of(byte[] header, BackupKey key) {
    @Nullable String mac = key.mac(header).map(HexFormat.of()::formatHex).orElse(null);
    Optional<ManifestSignature> signature = key.sign(signed(header, mac));
    return new Authentication(
        mac == null ? null : HMAC_SHA256,
        mac,
        signature.map(ManifestSignature::algorithm).orElse(null),
        signature.map(ManifestSignature::value).orElse(null));
  }

  /** Whether the MAC is there and right; false also where the key knows no secret. */
  boolean hasMac(byte[] header, BackupKey key) {
    Optional<byte[]> expected = key.mac(header);
    return expected.isPresent()
        && mac != null
        && HMAC_SHA256.equals(algorithm)
        && MessageDigest.isEqual(
            HexFormat.of().formatHex(expected.get()).getBytes(StandardCharsets.US_ASCII),
            mac.getBytes(StandardCharsets.UTF_8));
  }

  /** Whether this certificate's owner signed header and MAC. */
  boolean isSignedBy(Certificate signer, byte[] header) {
    // Whoever cannot check the MAC still knows that there is one, and what it must be called.
    return signature != null
        && signatureAlgorithm != null
        && (mac == null ? algorithm == null : HMAC_SHA256.equals(algorithm))
        && new ManifestSignature(signatureAlgorithm, signature).isOf(signed(header, mac), signer);
  }

  private static byte[] signed(byte[] header, @Nullable String mac) {
    if (mac == null) {
      return header;
    }
    byte[] line = ("\n" + mac).getBytes(StandardCharsets.UTF_8);
    byte[] both = Arrays.copyOf(header, header.length + line.length);
    System.arraycopy(line, 0, both, header.length, line.length);
    return both;
  }
}
