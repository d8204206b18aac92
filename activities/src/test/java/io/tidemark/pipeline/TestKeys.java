package io.tidemark.pipeline;

import io.tidemark.keys.BackupKey;
import io.tidemark.keys.DecryptionFailedException;
import io.tidemark.keys.KeyDerivation;
import io.tidemark.keys.MasterSecret;

/** Keys that tests share, since deriving one is slow. */
public final class TestKeys {

  /** Salt and passphrase that are public, for backups that are too. */
  public static final KeyDerivation DERIVATION =
      new KeyDerivation("PBKDF2-HMAC-SHA256", 600_000, "AAECAwQFBgcICQoLDA0ODw==");

  /** The secret that is configured. */
  public static final MasterSecret SECRET = MasterSecret.parse("correct horse battery staple");

  /** A secret that is not. */
  public static final MasterSecret OTHER_SECRET = MasterSecret.parse("somebody else's passphrase");

  /** The key of the backups. */
  public static final BackupKey KEY = derive(SECRET);

  /** The key of somebody else's. */
  public static final BackupKey OTHER_KEY = derive(OTHER_SECRET);

  private TestKeys() {}

  private static BackupKey derive(MasterSecret secret) {
    try {
      return BackupKey.derive(secret, DERIVATION);
    } catch (DecryptionFailedException e) {
      throw new AssertionError(e);
    }
  }
}
