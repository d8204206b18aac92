package io.tidemark.load;

import static java.util.Objects.requireNonNull;

import io.tidemark.api.restore.Finding;
import io.tidemark.api.restore.Finding.Severity;
import io.tidemark.postgres.PostgresException;
import io.tidemark.postgres.SessionSettings;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Asks a loaded database what its owners want to know before they trust it. Reads only. */
public final class SqlAssertions {
  /** An answer ends up in messages; a table does not belong there. */
  private static final int LONGEST_ANSWER = 64;

  private final Lanes lane;

  /**
   * @param side sessions to the loaded database
   */
  public SqlAssertions(Connector side) {
    this.lane = new Lanes(requireNonNull(side, "side is null"), SessionSettings::forCheck);
  }

  /**
   * One question.
   *
   * @param name for people
   * @param sql one SELECT; names without a schema are those of the user's own and of public
   * @param expect the first column of its only row, as text
   */
  public record Assertion(String name, String sql, String expect) {}

  /** Asks all; every answer that is not as expected, and every question that fails, is an error. */
  public List<Finding> ask(List<Assertion> assertions)
      throws LoadException, IOException, SQLException, InterruptedException {
    List<Finding> findings = new ArrayList<>();
    if (!assertions.isEmpty()) {
      lane.run(
          1,
          session -> {
            for (Assertion assertion : assertions) {
              ask(session, assertion).ifPresent(findings::add);
            }
          });
    }
    return findings;
  }

  private static Optional<Finding> ask(Connection session, Assertion assertion)
      throws SQLException {
    session.setAutoCommit(false);
    try (Statement statement = session.createStatement()) {
      // Undone by the rollback; a transaction that reads only cannot become one that writes.
      statement.execute("SET TRANSACTION READ ONLY");
      statement.execute("SET LOCAL search_path = \"$user\", public");
      statement.execute("SET LOCAL statement_timeout = '10min'");
      return ask(statement, assertion);
    } catch (SQLException e) {
      if (session.isClosed()) {
        throw e;
      }
      return Optional.of(
          finding(
              assertion,
              "none",
              String.valueOf(PostgresException.of("the check failed", e).getMessage())));
    } finally {
      if (!session.isClosed()) {
        session.rollback();
        session.setAutoCommit(true);
      }
    }
  }

  private static Optional<Finding> ask(Statement statement, Assertion assertion)
      throws SQLException {
    try (ResultSet rows = statement.executeQuery(assertion.sql)) {
      if (!rows.next()) {
        return Optional.of(finding(assertion, "no row", "the check returned no row"));
      }
      String found = String.valueOf(rows.getString(1));
      if (rows.next()) {
        return Optional.of(finding(assertion, "many rows", "the check returned several rows"));
      }
      String shown =
          found.length() <= LONGEST_ANSWER ? found : found.substring(0, LONGEST_ANSWER) + "…";
      return found.equals(assertion.expect)
          ? Optional.empty()
          : Optional.of(
              finding(
                  assertion,
                  shown,
                  "check \""
                      + assertion.name
                      + "\" gave "
                      + shown
                      + ", expected "
                      + assertion.expect));
    }
  }

  private static Finding finding(Assertion assertion, String found, String message) {
    return new Finding(Severity.ERROR, "sql", assertion.name, assertion.expect, found, message);
  }
}
