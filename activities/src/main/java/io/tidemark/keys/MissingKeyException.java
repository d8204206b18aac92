package io.tidemark.keys;

import java.io.Serial;

/** No encryption key is configured at all. A key is never made up in its place. */
public final class MissingKeyException extends KeyException {

  @Serial private static final long serialVersionUID = 1L;

  public MissingKeyException() {
    super(
        "no encryption key is configured: set BACKUP_ENCRYPTION_KEY (or BACKUP_ENCRYPTION_KEY_FILE)"
            + " to a passphrase, or to 32 random bytes in hex or base64; to write for others,"
            + " BACKUP_RECIPIENT_CERTIFICATES; to read what was written so, BACKUP_PRIVATE_KEYS");
  }
}
