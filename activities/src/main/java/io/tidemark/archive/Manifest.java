package io.tidemark.archive;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.keys.BackupKey;
import io.tidemark.keys.Certificate;
import io.tidemark.keys.UntrustedSignerException;
import io.tidemark.store.ObjectKey;
import io.tidemark.store.StoreException;
import java.io.IOException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The object that makes a backup exist: a header in the clear, and its authentication. Immutable.
 *
 * <p>A manifest that was merely read is a claim; {@link BackupRepository#open} proves it. It keeps
 * the bytes it was read from, so that what a later version added to a header is authenticated too.
 */
public final class Manifest {

  private final ManifestHeader header;
  private final byte[] canonicalHeader;
  private final Authentication authentication;

  private Manifest(ManifestHeader header, byte[] canonicalHeader, Authentication authentication) {
    this.header = header;
    this.canonicalHeader = canonicalHeader;
    this.authentication = authentication;
  }

  static Manifest authenticated(ManifestHeader header, BackupKey key) {
    byte[] canonical = CanonicalJson.of(ArchiveJson.tree(header));
    return new Manifest(header, canonical, Authentication.of(canonical, key));
  }

  /** The same backup under another header, which keeps what it does not know. */
  static Manifest authenticated(JsonNode header, BackupKey key) throws IOException {
    byte[] canonical = CanonicalJson.of(header);
    return new Manifest(
        ArchiveJson.read(header, ManifestHeader.class),
        canonical,
        Authentication.of(canonical, key));
  }

  /** The header with all that it says, what we do not know included. */
  ObjectNode headerTree() throws IOException {
    return (ObjectNode) ArchiveJson.tree(canonicalHeader);
  }

  /**
   * Reads a manifest that lies at {@code key}. There is exactly one spelling of each manifest, and
   * one place for it; anything else is damage.
   *
   * @throws StoreException CORRUPT when it is none, was changed in form, belongs elsewhere, or is
   *     of a format version not known here
   */
  static Manifest parse(ObjectKey key, byte[] bytes) throws StoreException {
    try {
      JsonNode document = ArchiveJson.tree(bytes);
      JsonNode header = document.path("header");
      requireKnownFormat(key, header);
      Manifest manifest =
          new Manifest(
              ArchiveJson.read(header, ManifestHeader.class),
              CanonicalJson.of(header),
              ArchiveJson.read(document.path("authentication"), Authentication.class));
      if (!Arrays.equals(file(CanonicalJson.of(document)), bytes)) {
        throw damaged(key, "the manifest was changed: it is not in its canonical form");
      }
      BackupLocation location = manifest.location();
      if (!location.manifest().equals(key) && !location.nextManifest().equals(key)) {
        throw damaged(key, "the manifest belongs to another place: " + manifest.location());
      }
      return manifest;
    } catch (StoreException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw damaged(key, "not a manifest");
    }
  }

  /** What it says of the backup. */
  public ManifestHeader header() {
    return header;
  }

  /** Where the backup lies. */
  public BackupLocation location() {
    return new BackupLocation(header.database(), header.backupId());
  }

  /** The object's bytes: one line of canonical JSON. */
  public byte[] bytes() {
    Map<String, @Nullable Object> document =
        Map.of("authentication", authentication, "header", header);
    return file(CanonicalJson.of(ArchiveJson.tree(document)));
  }

  /**
   * Refuses a header that was not written by somebody entitled: with the secret where the key knows
   * it, else with the private key of a pinned signer. A signature that is there must be right in
   * either case.
   *
   * @throws StoreException CORRUPT
   * @throws UntrustedSignerException when nothing but a signature could prove it, and that is none
   *     of a pinned signer
   */
  void requireAuthentic(BackupKey key) throws StoreException, UntrustedSignerException {
    Optional<Certificate> signer = signer();
    boolean secret = key.derivation().isPresent();
    if (secret && !authentication.hasMac(canonicalHeader, key)) {
      throw notAuthentic();
    }
    if (!secret && signer.filter(key::trusts).isEmpty()) {
      throw new UntrustedSignerException(
          location().manifest().value(),
          signer.map(Certificate::toString).orElse(""),
          key.trusted());
    }
    if (signer.isPresent() && !authentication.isSignedBy(signer.get(), canonicalHeader)) {
      throw notAuthentic();
    }
  }

  /** Whoever the header says signed it; a claim. */
  private Optional<Certificate> signer() throws StoreException {
    String signer = header.signer();
    try {
      return signer == null
          ? Optional.empty()
          : Optional.of(Certificate.decode(Base64.getDecoder().decode(signer)));
    } catch (IllegalArgumentException e) {
      throw notAuthentic();
    }
  }

  private StoreException notAuthentic() {
    return damaged(
        location().manifest(), "the manifest is not authentic: it was changed after it was sealed");
  }

  static StoreException damaged(ObjectKey key, String problem) {
    return new StoreException(StoreException.Kind.CORRUPT, key, problem);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Manifest manifest
        && Arrays.equals(canonicalHeader, manifest.canonicalHeader)
        && authentication.equals(manifest.authentication);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(canonicalHeader);
  }

  @Override
  public String toString() {
    return "Manifest[" + header.database() + " " + header.backupId() + "]";
  }

  private static void requireKnownFormat(ObjectKey key, JsonNode header) throws StoreException {
    if (!header.path("format").asText().equals(ManifestHeader.FORMAT)) {
      throw damaged(key, "not a manifest");
    }
    int version = header.path("formatVersion").asInt();
    if (version != ManifestHeader.FORMAT_VERSION) {
      throw damaged(
          key,
          "the backup has format version "
              + version
              + ", this Tidemark reads "
              + ManifestHeader.FORMAT_VERSION);
    }
  }

  private static byte[] file(byte[] canonical) {
    byte[] line = Arrays.copyOf(canonical, canonical.length + 1);
    line[canonical.length] = '\n';
    return line;
  }
}
