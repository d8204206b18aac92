package io.tidemark.keys;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The configured keys, with what was derived from secrets remembered, since deriving is slow. One
 * secret and the recipients' certificates write; every secret and private key reads, so that
 * backups made before a change of key stay readable. Thread-safe.
 */
public final class KeyRing {

  /** Parts of a few backups at a time; each entry is a few hundred bytes. */
  private static final int REMEMBERED = 64;

  private record Derivation(String keyId, KeyDerivation derivation) {}

  private final KeySet keys;
  private final Map<Derivation, DerivedKey> derived = new LinkedHashMap<>();

  /**
   * @param keys may be empty: then every use of a key fails with {@link MissingKeyException}
   */
  public KeyRing(KeySet keys) {
    this.keys = keys;
  }

  /** Secrets alone: the first one writes, all read. */
  public KeyRing(List<MasterSecret> secrets) {
    this(KeySet.ofSecrets(secrets));
  }

  /** The keys as configured. */
  public KeySet keys() {
    return keys;
  }

  /**
   * The key of a backup that is being made here.
   *
   * @param derivation used where a secret is among the recipients
   * @throws MissingKeyException when nobody is configured who could open it
   */
  public BackupKey forWriting(KeyDerivation derivation) throws KeyException {
    @Nullable DerivedKey secret =
        keys.secret().isPresent() ? derived(keys.secret().get(), derivation) : null;
    List<Recipient> recipients = new ArrayList<>();
    List<Opener> openers = new ArrayList<>();
    if (secret != null) {
      recipients.add(secret.kek());
      openers.add(secret.kek());
    }
    keys.recipients().forEach(one -> recipients.add(new CertificateRecipient(one)));
    keys.privateKeys().forEach(one -> openers.add(new CredentialOpener(one)));
    if (recipients.isEmpty()) {
      throw new MissingKeyException();
    }
    return new BackupKey(
        secret, recipients, openers, keys.signer().orElse(null), keys.trustedSigners());
  }

  /**
   * The key of a backup that another worker began.
   *
   * @param keyIds ids of its recipients
   * @throws WrongKeyException when this worker would write for others than those
   */
  public BackupKey forWriting(List<String> keyIds, KeyDerivation derivation) throws KeyException {
    Set<String> here = new LinkedHashSet<>(writingIds());
    if (!here.isEmpty() && !here.equals(new LinkedHashSet<>(keyIds))) {
      throw new WrongKeyException(keyIds, List.copyOf(here));
    }
    return forWriting(derivation);
  }

  /**
   * The key of a backup that exists.
   *
   * @param keyIds ids of the recipients that it was sealed for, any of which opens it
   * @param derivation of its secret; null when none is among them
   * @throws MissingKeyException when no key is configured that could read anything
   * @throws WrongKeyException when none of the configured keys is among them
   */
  public BackupKey forReading(List<String> keyIds, @Nullable KeyDerivation derivation)
      throws KeyException {
    if (readingIds().isEmpty()) {
      throw new MissingKeyException();
    }
    @Nullable DerivedKey secret = null;
    if (derivation != null) {
      Optional<MasterSecret> fitting =
          secrets().filter(one -> keyIds.contains(one.keyId())).findFirst();
      secret = fitting.isPresent() ? derived(fitting.get(), derivation) : null;
    }
    List<Opener> openers = new ArrayList<>();
    if (secret != null) {
      openers.add(secret.kek());
    }
    keys.privateKeys().stream()
        .filter(one -> keyIds.contains(one.certificate().keyId()))
        .forEach(one -> openers.add(new CredentialOpener(one)));
    if (openers.isEmpty()) {
      throw new WrongKeyException(keyIds, readingIds());
    }
    List<Certificate> trusted =
        Stream.concat(
                keys.trustedSigners().stream(), keys.signer().map(Credential::certificate).stream())
            .toList();
    return new BackupKey(secret, List.of(), openers, null, trusted);
  }

  /**
   * Whether a manifest with this signature needs no other one: nobody signs here, or the signer is
   * one of ours.
   *
   * @param signer certificate as manifests carry it; null when nobody signed
   */
  public boolean believes(@Nullable String signer) {
    return keys.signer().isEmpty()
        || Stream.concat(
                keys.trustedSigners().stream(), keys.signer().map(Credential::certificate).stream())
            .anyMatch(ours -> ours.base64().equals(signer));
  }

  /** Ids of those for whom backups are written, the secret first; empty when there is nobody. */
  public List<String> writingIds() {
    return Stream.concat(
            keys.secret().map(MasterSecret::keyId).stream(),
            keys.recipients().stream().map(Certificate::keyId))
        .toList();
  }

  /** Ids of the keys that read, secrets first; empty when there is none. */
  public List<String> readingIds() {
    return Stream.concat(
            secrets().map(MasterSecret::keyId),
            keys.privateKeys().stream().map(one -> one.certificate().keyId()))
        .toList();
  }

  private Stream<MasterSecret> secrets() {
    return Stream.concat(keys.secret().stream(), keys.previous().stream());
  }

  synchronized DerivedKey derived(MasterSecret secret, KeyDerivation derivation)
      throws DecryptionFailedException {
    Derivation name = new Derivation(secret.keyId(), derivation);
    DerivedKey key = derived.get(name);
    if (key == null) {
      key = DerivedKey.of(secret, derivation);
      if (derived.size() >= REMEMBERED) {
        derived.remove(derived.keySet().iterator().next());
      }
      derived.put(name, key);
    }
    return key;
  }
}
