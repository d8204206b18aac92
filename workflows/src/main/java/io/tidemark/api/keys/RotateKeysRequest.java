package io.tidemark.api.keys;

import io.tidemark.api.RequestReader;
import org.jspecify.annotations.Nullable;

/**
 * Whose backups get new keys.
 *
 * @param database name in the configuration; its copies in further stores are included
 * @param skipUnreadable go on though some backups open with no key at hand; they stay as they are
 */
public record RotateKeysRequest(String database, boolean skipUnreadable) {
  /**
   * Reads what was typed.
   *
   * @throws io.tidemark.api.InvalidRequestException with every problem
   */
  public static RotateKeysRequest parse(@Nullable Object json) {
    RequestReader reader =
        new RequestReader(RotateKeysWorkflow.TYPE + " input", "{\"database\":\"orders\"}", json);
    RotateKeysRequest request =
        new RotateKeysRequest(reader.requiredText("database"), reader.flag("skipUnreadable"));
    reader.finish();
    return request;
  }
}
