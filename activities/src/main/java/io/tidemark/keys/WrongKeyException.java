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
        "the backup was sealed with key "
            + String.join(" or ", wanted)
            + ", but the configured key is "
            + String.join(", ", configured)
            + ": set BACKUP_ENCRYPTION_KEY to the key it was made with");
  }
}
