package io.tidemark.snapshot;

import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Closes sessions whose end nobody waits for. */
final class Closing {
  private Closing() {}

  static void quietly(@Nullable Connection session) {
    try {
      if (session != null) {
        session.close();
      }
    } catch (SQLException e) {
      // The server ends what is left of it; there is nobody to tell.
    }
  }
}
