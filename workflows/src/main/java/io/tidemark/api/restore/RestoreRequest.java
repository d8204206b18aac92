package io.tidemark.api.restore;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tidemark.api.RequestReader;
import io.tidemark.api.verify.VerifyRequest;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/**
 * What to restore, and where to.
 *
 * @param database name in the configuration
 * @param backup id of the backup, or {@code latest}
 * @param store name of the store to restore from; null for the one that is written first
 * @param into name of a new database; null to restore under the backed-up database's own name
 * @param manifest key of a manifest in the store; null to look {@code backup} up
 * @param before the newest backup that shows the database at or before this time, ISO 8601; null to
 *     take {@code backup}
 * @param requester who asks for it; may not approve it himself
 * @param confirm the name of the live database that may be replaced, as somebody typed it; null
 *     when nobody did
 * @param unattended replace a live database although nobody typed its name
 * @param skipTest leave out the checks after loading; digests and side database stay
 * @param skipBackup leave out the safety backup of the live database
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RestoreRequest(
    String database,
    String backup,
    @Nullable String store,
    @Nullable String into,
    @Nullable String manifest,
    @Nullable String before,
    @Nullable String requester,
    @Nullable String confirm,
    boolean unattended,
    boolean skipTest,
    boolean skipBackup) {
  /**
   * Reads what was typed.
   *
   * @throws io.tidemark.api.InvalidRequestException with every problem
   */
  public static RestoreRequest parse(@Nullable Object json) {
    RequestReader reader =
        new RequestReader(
            RestoreWorkflow.TYPE + " input",
            "{\"database\":\"orders\",\"into\":\"orders_copy\"}",
            json);
    RestoreRequest request =
        new RestoreRequest(
            reader.requiredText("database"),
            reader.text("backup").orElse(VerifyRequest.LATEST),
            reader.text("store").orElse(null),
            reader.text("into").orElse(null),
            reader.text("manifest").orElse(null),
            reader.text("before").orElse(null),
            reader.text("requester").map(String::strip).orElse(null),
            reader.text("confirm").orElse(null),
            reader.flag("unattended"),
            reader.flag("skipTest"),
            reader.flag("skipBackup"));
    request.requireOneBackup(reader);
    reader.finish();
    return request;
  }

  private void requireOneBackup(RequestReader reader) {
    if (before == null) {
      return;
    }
    if (manifest != null || !backup.equals(VerifyRequest.LATEST)) {
      reader.problem("\"before\" chooses a backup, so \"backup\" and \"manifest\" must not");
    }
    try {
      OffsetDateTime.parse(before);
    } catch (DateTimeParseException e) {
      reader.problem("\"before\" must be a time such as 2026-11-23T18:15:00Z");
    }
  }
}
