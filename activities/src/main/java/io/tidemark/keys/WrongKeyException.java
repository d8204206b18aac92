package io.tidemark.keys;

import java.io.Serial;
import java.util.List;

/** None of the configured keys is one that the backup was sealed with. */
public final class WrongKeyException extends KeyException {

  @Serial private static final long serialVersionUID = 1L;

  /**
   * @param wanted ids of the keys that can open the backup
   * @param configured ids of the keys that are at hand
   */
  public WrongKeyException(List<String> wanted, List<String> configured) {
    super(
        "the backup is for key "
            + String.join(" or ", wanted)
            + ", but configured is "
            + String.join(", ", configured)
            + ": give this worker the key it was made with (BACKUP_ENCRYPTION_KEY,"
            + " BACKUP_ENCRYPTION_KEY_PREVIOUS or BACKUP_PRIVATE_KEYS), and all workers the same"
            + " recipients");
  }
}
