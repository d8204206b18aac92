package io.tidemark.load;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Says in a database's comment whose database it is and why it is there, so that any worker, and
 * any DBA, can tell a leftover from a treasure.
 *
 * @param purpose why it is there
 * @param restoreId identity of the restore
 * @param workflowId of the restore's workflow
 * @param runId of the restore's workflow
 * @param name under which it was known before; null for a side database
 * @param comment that it had before, kept for a rollback; null when it had none
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DatabaseMark(
    Purpose purpose,
    String restoreId,
    String workflowId,
    String runId,
    @Nullable String name,
    @Nullable String comment) {
  private static final String PREFIX = "tidemark ";
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Why a database of ours is there. */
  public enum Purpose {
    /** A restore is loading it, or has loaded it and not promoted it yet. */
    SIDE,
    /** The live database of before a restore; kept for a rollback. */
    REPLACED,
    /** A restored database that was live until its promotion was taken back. */
    TAKEN_BACK
  }

  /** The mark of a database that a restore loads. */
  public static DatabaseMark side(String restoreId, String workflowId, String runId) {
    return new DatabaseMark(Purpose.SIDE, restoreId, workflowId, runId, null, null);
  }

  /** The mark for a live database that this restore replaces. */
  public DatabaseMark replaced(String liveName, @Nullable String liveComment) {
    return new DatabaseMark(Purpose.REPLACED, restoreId, workflowId, runId, liveName, liveComment);
  }

  /** The mark for a restored database whose promotion is taken back. */
  public DatabaseMark takenBack(String liveName) {
    return new DatabaseMark(Purpose.TAKEN_BACK, restoreId, workflowId, runId, liveName, null);
  }

  /** Whether this comment marks a side database of the same restore, by whichever run of it. */
  public boolean isSideOfSameRestore(@Nullable String text) {
    return parse(text)
        .filter(found -> found.purpose == Purpose.SIDE)
        .filter(found -> restoreId.equals(found.restoreId) && workflowId.equals(found.workflowId))
        .isPresent();
  }

  /** Reads a database's comment; empty when it is not one of ours. */
  public static Optional<DatabaseMark> parse(@Nullable String comment) {
    if (comment == null || !comment.startsWith(PREFIX + "{")) {
      return Optional.empty();
    }
    try {
      DatabaseMark mark = JSON.readValue(comment.substring(PREFIX.length()), DatabaseMark.class);
      return mark.purpose == null || mark.restoreId == null ? Optional.empty() : Optional.of(mark);
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  /** As the comment of the database. */
  public String toComment() {
    try {
      return PREFIX + JSON.writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a record of texts is always JSON", e);
    }
  }
}
