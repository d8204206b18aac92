package io.tidemark.load;

import io.tidemark.testkit.TestDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import org.postgresql.core.BaseConnection;
import org.postgresql.jdbc.PreferQueryMode;

/** A database whose definitions are hard to load; what is in it is in menagerie.sql. */
final class Menagerie {
  /** Roles are shared by all databases of a server. */
  private static final String ROLES =
      "DO $$ BEGIN CREATE ROLE keeper; CREATE ROLE \"Visitor \"\"x\"\"\";"
          + " EXCEPTION WHEN duplicate_object THEN NULL; END $$";

  private Menagerie() {}

  static void fill(TestDatabase database) throws IOException, SQLException {
    database.execute(ROLES);
    try (InputStream script = Menagerie.class.getResourceAsStream("menagerie.sql");
        Connection session = database.connect();
        Statement statement = session.createStatement()) {
      session
          .unwrap(BaseConnection.class)
          .getQueryExecutor()
          .setPreferQueryMode(PreferQueryMode.SIMPLE);
      statement.setEscapeProcessing(false);
      statement.execute(
          new String(Objects.requireNonNull(script).readAllBytes(), StandardCharsets.UTF_8));
    }
  }
}
