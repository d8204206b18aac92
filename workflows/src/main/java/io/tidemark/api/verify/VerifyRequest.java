package io.tidemark.api.verify;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tidemark.api.RequestReader;
import org.jspecify.annotations.Nullable;

/**
 * What to verify.
 *
 * @param database name in the configuration
 * @param backup id of the backup, {@code latest} or {@code all}
 * @param store name of the store to look in; null for the one that is written first
 * @param deep also decrypt, decompress and parse every part
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record VerifyRequest(String database, String backup, @Nullable String store, boolean deep) {
  /** The newest sealed backup. */
  public static final String LATEST = "latest";

  /** Every sealed backup. */
  public static final String ALL = "all";

  /**
   * Reads what was typed.
   *
   * @throws io.tidemark.api.InvalidRequestException with every problem
   */
  public static VerifyRequest parse(@Nullable Object json) {
    RequestReader reader =
        new RequestReader(VerifyWorkflow.TYPE + " input", "{\"database\":\"orders\"}", json);
    VerifyRequest request =
        new VerifyRequest(
            reader.requiredText("database"),
            reader.text("backup").orElse(LATEST),
            reader.text("store").orElse(null),
            reader.flag("deep"));
    reader.finish();
    return request;
  }
}
