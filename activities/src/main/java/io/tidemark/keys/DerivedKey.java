package io.tidemark.keys;

/**
 * What one secret gives for one derivation. Making it takes a fraction of a second on purpose;
 * {@link KeyRing} remembers it.
 *
 * @param derivation how it comes from the secret
 * @param kek wraps and opens data keys
 * @param mac authenticates manifests
 */
record DerivedKey(KeyDerivation derivation, KekRecipient kek, ManifestMac mac) {

  static DerivedKey of(MasterSecret secret, KeyDerivation derivation)
      throws DecryptionFailedException {
    byte[] kek = derivation.derive(secret);
    return new DerivedKey(derivation, new KekRecipient(secret.keyId(), kek), new ManifestMac(kek));
  }
}
