package io.tidemark.keys;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The configured secrets, with the backup keys derived from them remembered, since deriving is
 * slow. The first secret writes; all read, so that backups made before a change of key stay
 * readable. Thread-safe.
 */
public final class KeyRing {

  /** Parts of a few backups at a time; each entry is a few hundred bytes. */
  private static final int REMEMBERED = 64;

  private record Derived(String keyId, KeyDerivation derivation) {}

  private final List<MasterSecret> secrets;
  private final Map<Derived, BackupKey> derived = new LinkedHashMap<>();

  /**
   * @param secrets may be empty: then every use of a key fails with {@link MissingKeyException}
   */
  public KeyRing(List<MasterSecret> secrets) {
    this.secrets = List.copyOf(secrets);
  }

  /**
   * The key of a backup that is being made.
   *
   * @throws MissingKeyException when no secret is configured
   */
  public BackupKey forWriting(KeyDerivation derivation) throws KeyException {
    requireSecret();
    return key(secrets.get(0), derivation);
  }

  /**
   * The key of a backup that exists.
   *
   * @param keyIds ids of the secrets that it was sealed with, any of which opens it
   * @throws MissingKeyException when no secret is configured
   * @throws WrongKeyException when none of the configured secrets is among them
   */
  public BackupKey forReading(List<String> keyIds, KeyDerivation derivation) throws KeyException {
    requireSecret();
    for (MasterSecret secret : secrets) {
      if (keyIds.contains(secret.keyId())) {
        return key(secret, derivation);
      }
    }
    throw new WrongKeyException(keyIds, keyIds());
  }

  /** Ids of the configured secrets, the writing one first; empty when there is none. */
  public List<String> keyIds() {
    return secrets.stream().map(MasterSecret::keyId).toList();
  }

  private void requireSecret() throws MissingKeyException {
    if (secrets.isEmpty()) {
      throw new MissingKeyException();
    }
  }

  private synchronized BackupKey key(MasterSecret secret, KeyDerivation derivation)
      throws DecryptionFailedException {
    Derived name = new Derived(secret.keyId(), derivation);
    BackupKey key = derived.get(name);
    if (key == null) {
      key = BackupKey.derive(secret, derivation);
      if (derived.size() >= REMEMBERED) {
        derived.remove(derived.keySet().iterator().next());
      }
      derived.put(name, key);
    }
    return key;
  }
}
