package io.tidemark.api.restore;

import io.tidemark.api.RequestReader;
import org.jspecify.annotations.Nullable;

/**
 * What {@code rollback} and {@code finalize} carry.
 *
 * @param by who asks; empty when nothing was said
 * @param comment why; empty when nothing was said
 */
public record UndoRequest(String by, String comment) {
  /**
   * Reads what was typed; nothing at all is enough.
   *
   * @param name {@code rollback} or {@code finalize}, for the message
   * @throws io.tidemark.api.InvalidRequestException with every problem
   */
  public static UndoRequest parse(String name, @Nullable Object json) {
    if (json == null) {
      return new UndoRequest("", "");
    }
    RequestReader reader = new RequestReader("\"" + name + "\"", "{\"by\":\"maria\"}", json);
    UndoRequest message =
        new UndoRequest(reader.text("by").orElse("").strip(), reader.text("comment").orElse(""));
    reader.finish();
    return message;
  }
}
