package io.tidemark.archive;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.api.StoredObject;
import io.tidemark.keys.BackupKey;
import io.tidemark.keys.Certificate;
import io.tidemark.keys.KeyDerivation;
import io.tidemark.keys.UntrustedSignerException;
import io.tidemark.store.ObjectKey;
import io.tidemark.store.StoreException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What lies in the clear beside a sealed entry: how to open it, and the proof that somebody
 * entitled wrote it for this very place.
 *
 * @param format always {@value #FORMAT}
 * @param formatVersion always 1
 * @param keyIds ids of those for whom it was sealed
 * @param keyDerivation how its key comes from the secret; null when none takes part
 * @param signer certificate of the worker that signed, DER in base64; null when none did
 * @param document the sealed entry
 * @param authentication over place, signer and document
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
record HistoryEnvelope(
    String format,
    int formatVersion,
    List<String> keyIds,
    @Nullable KeyDerivation keyDerivation,
    @Nullable String signer,
    StoredObject document,
    Authentication authentication) {
  static final String FORMAT = "tidemark-restore-record";

  static HistoryEnvelope of(ObjectKey place, StoredObject document, BackupKey key) {
    @Nullable String signer =
        key.signer()
            .map(certificate -> Base64.getEncoder().encodeToString(certificate.encoded()))
            .orElse(null);
    return new HistoryEnvelope(
        FORMAT,
        1,
        key.keyIds(),
        key.derivation().orElse(null),
        signer,
        document,
        Authentication.of(bound(place, signer, document), key));
  }

  /**
   * Proves it, as a manifest is proven: by the secret where the key knows it, else by a pinned
   * signer.
   *
   * @throws StoreException CORRUPT when it was not written for this place by somebody entitled
   * @throws UntrustedSignerException when only a signature could prove it, and not of a pinned one
   */
  void requireAuthentic(ObjectKey place, BackupKey key)
      throws StoreException, UntrustedSignerException {
    byte[] bound = bound(place, signer, document);
    if (key.derivation().isPresent()) {
      if (!authentication.hasMac(bound, key)) {
        throw Manifest.damaged(place, "the entry is not authentic");
      }
      return;
    }
    Optional<Certificate> certificate = certificate(place);
    if (certificate.filter(key::trusts).isEmpty()) {
      throw new UntrustedSignerException(
          place.value(), certificate.map(Certificate::toString).orElse(""), key.trusted());
    }
    if (!authentication.isSignedBy(certificate.get(), bound)) {
      throw Manifest.damaged(place, "the entry is not authentic");
    }
  }

  private Optional<Certificate> certificate(ObjectKey place) throws StoreException {
    try {
      return signer == null
          ? Optional.empty()
          : Optional.of(Certificate.decode(Base64.getDecoder().decode(signer)));
    } catch (IllegalArgumentException e) {
      throw Manifest.damaged(place, "its signer's certificate is none");
    }
  }

  private static byte[] bound(ObjectKey place, @Nullable String signer, StoredObject document) {
    ObjectNode bound = (ObjectNode) ArchiveJson.tree(document);
    bound.put("format", FORMAT);
    bound.put("place", place.value());
    bound.put("signer", signer == null ? "" : signer);
    return CanonicalJson.of(bound);
  }
}
