package io.tidemark.keys;

import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What this process can do with one backup: wrap data keys for its recipients, open those that a
 * key at hand opens, and prove its manifest. One made for writing need not be able to read, and one
 * made for reading cannot write. Immutable and safe for use by many threads.
 */
public final class BackupKey {

  private final @Nullable DerivedKey derived;
  private final List<Recipient> recipients;
  private final List<Opener> openers;
  private final @Nullable Credential signer;
  private final List<Certificate> trusted;
  private final SecureRandom random = new SecureRandom();

  /**
   * @param derived what the secret gives; null when no secret takes part
   * @param recipients who shall open what is wrapped; empty to read only
   * @param openers what opens what was wrapped; empty to write only
   * @param signer signs manifests; null when nobody does
   * @param trusted whose signatures of manifests prove them
   */
  BackupKey(
      @Nullable DerivedKey derived,
      List<Recipient> recipients,
      List<Opener> openers,
      @Nullable Credential signer,
      List<Certificate> trusted) {
    this.derived = derived;
    this.recipients = List.copyOf(recipients);
    this.openers = List.copyOf(openers);
    this.signer = signer;
    this.trusted = List.copyOf(trusted);
  }

  /**
   * The key of a backup whose only recipient is a secret; slow on purpose.
   *
   * @throws DecryptionFailedException when the derivation is none of ours, or a weak one
   */
  public static BackupKey derive(MasterSecret secret, KeyDerivation derivation)
      throws DecryptionFailedException {
    DerivedKey derived = DerivedKey.of(secret, derivation);
    return new BackupKey(derived, List.of(derived.kek()), List.of(derived.kek()), null, List.of());
  }

  /** Ids of the recipients, the secret's first; empty for a key that only reads. */
  public List<String> keyIds() {
    return recipients.stream().map(Recipient::keyId).toList();
  }

  /** How the key comes from the secret; empty when no secret takes part. */
  public Optional<KeyDerivation> derivation() {
    return Optional.ofNullable(derived).map(DerivedKey::derivation);
  }

  /** A fresh random key for one object. */
  public DataKey newDataKey() {
    return DataKey.random(random);
  }

  /**
   * Wraps a data key as CMS EnvelopedData in DER, 200 bytes and more with each recipient.
   *
   * @throws IllegalStateException when this key is for reading
   */
  public byte[] wrap(DataKey key) {
    return KeyEnvelope.seal(key, recipients);
  }

  /**
   * Opens what {@link #wrap} made.
   *
   * @throws DecryptionFailedException when it was wrapped for others, or is damaged
   */
  public DataKey unwrap(byte[] cms) throws DecryptionFailedException {
    return KeyEnvelope.open(cms, openers);
  }

  /**
   * The same key, for what workers tell each other while a backup is made: plan and receipts, which
   * hold no rows. It opens for the workers too, those that can read no backup included. See ADR
   * 0009.
   */
  public BackupKey forWorkers() {
    if (signer == null || recipients.isEmpty()) {
      return this;
    }
    Stream<Recipient> workers =
        Stream.concat(Stream.of(signer.certificate()), trusted.stream())
            .distinct()
            .filter(worker -> !keyIds().contains(worker.keyId()))
            .map(CertificateRecipient::new);
    return new BackupKey(
        derived,
        Stream.concat(recipients.stream(), workers).toList(),
        Stream.concat(openers.stream(), Stream.of(new CredentialOpener(signer))).toList(),
        signer,
        trusted);
  }

  /** HMAC-SHA-256 of a message under the secret's manifest key; empty without a secret. */
  public Optional<byte[]> mac(byte[] message) {
    return Optional.ofNullable(derived).map(key -> key.mac().of(message));
  }

  /** The certificate of whoever signs here; empty when nobody does. */
  public Optional<Certificate> signer() {
    return Optional.ofNullable(signer).map(Credential::certificate);
  }

  /** Signs a message; empty when nobody signs here. */
  public Optional<ManifestSignature> sign(byte[] message) {
    return Optional.ofNullable(signer).map(key -> ManifestSignature.sign(key, message));
  }

  /** Whether this certificate is pinned here as one whose signature proves a manifest. */
  public boolean trusts(Certificate certificate) {
    return trusted.contains(certificate)
        || signer().filter(own -> own.equals(certificate)).isPresent();
  }

  /** Key ids of the pinned signers. */
  public List<String> trusted() {
    return trusted.stream().map(Certificate::keyId).toList();
  }

  @Override
  public String toString() {
    return "BackupKey" + keyIds();
  }
}
