package io.tidemark.load;

import java.sql.Connection;
import java.sql.SQLException;

/** Opens sessions to one database as one role. */
@FunctionalInterface
public interface Connector {
  /** A new session in autocommit mode; for the caller to close. */
  Connection open() throws SQLException;
}
