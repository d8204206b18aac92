package io.tidemark.archive;

import static java.util.Objects.requireNonNull;

import io.tidemark.api.backup.PartKind;
import io.tidemark.store.ObjectKey;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Where one backup's objects lie: {@code <database>/<backup id>/…}. Everything but the manifest
 * gets a fresh key each time one is asked for, so that two attempts never write the same object.
 *
 * @param database name of the database in the configuration, as people write it
 * @param backupId sorts by time, as in {@code 20261123T181500Z-7f3a2c}
 */
public record BackupLocation(String database, String backupId) {

  private static final Pattern BACKUP_ID = Pattern.compile("[0-9]{8}T[0-9]{6}Z-[0-9a-z]{4,32}");
  private static final String MANIFEST = "manifest.json";
  private static final String NEXT_MANIFEST = "manifest-next.json";
  private static final int NONCE_BYTES = 8;
  private static final SecureRandom RANDOM = new SecureRandom();

  /**
   * Checks both names.
   *
   * @throws IllegalArgumentException when the backup id is not one, or the database has no name
   */
  public BackupLocation {
    requireNonNull(database, "database is null");
    requireNonNull(backupId, "backupId is null");
    if (database.isEmpty()) {
      throw new IllegalArgumentException("the database has no name");
    }
    if (!isBackupId(backupId)) {
      throw new IllegalArgumentException(
          "not a backup id: write it as list shows it, like 20261123T181500Z-7f3a2c");
    }
  }

  /** Whether a word has the form of a backup id. */
  public static boolean isBackupId(String word) {
    return BACKUP_ID.matcher(word).matches();
  }

  /** What the keys of all backups of a database begin with. */
  static String prefixOf(String database) {
    return ObjectKey.escape(database) + "/";
  }

  /** What the keys of all objects of this backup begin with. */
  public String prefix() {
    return prefixOf(database) + backupId + "/";
  }

  /** The key whose object makes the backup exist. */
  public ObjectKey manifest() {
    return new ObjectKey(prefix() + MANIFEST);
  }

  /**
   * Where the manifest for new recipients waits until it takes the other's place; it stands for the
   * backup while that place is empty.
   */
  public ObjectKey nextManifest() {
    return new ObjectKey(prefix() + NEXT_MANIFEST);
  }

  /** A fresh key for the contents. */
  public ObjectKey newContents() {
    return fresh("contents");
  }

  /** A fresh key for the plan. */
  public ObjectKey newPlan() {
    return fresh("plan");
  }

  /** A fresh key for a part, which tells index and kind to people. */
  public ObjectKey newPart(int index, PartKind kind) {
    return fresh("parts/" + number(index) + "-" + kind.word());
  }

  /** A fresh key for the receipt of a part. */
  public ObjectKey newReceipt(int index) {
    return fresh("receipts/" + number(index));
  }

  private ObjectKey fresh(String name) {
    return new ObjectKey(prefix() + name + "-" + nonce() + ".bin");
  }

  /** What makes a key one that nobody else writes. */
  static String nonce() {
    byte[] nonce = new byte[NONCE_BYTES];
    RANDOM.nextBytes(nonce);
    return HexFormat.of().formatHex(nonce);
  }

  private static String number(int index) {
    return String.format(Locale.ROOT, "%04d", index);
  }
}
