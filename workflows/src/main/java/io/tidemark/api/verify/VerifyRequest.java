package io.tidemark.api.verify;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tidemark.api.RequestReader;
import org.jspecify.annotations.Nullable;

/**
 * What to verify.
 *
 * @param database name in the configuration
 * @param backup id of the backup, or {@code latest}
 * @param store name of the store to look in; null for the one that is written first
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record VerifyRequest(String database, String backup, @Nullable String store) {
  /** The newest sealed backup. */
  public static final String LATEST = "latest";

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
            reader.text("store").orElse(null));
    reader.finish();
    return request;
  }
}
