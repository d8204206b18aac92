package io.tidemark.activity;

import static java.util.Objects.requireNonNull;

/**
 * A question that a restored database has to answer as expected.
 *
 * @param name for people
 * @param sql one SELECT
 * @param expect the first column of its only row, as text
 */
public record SqlCheck(String name, String sql, String expect) {
  public SqlCheck {
    requireNonNull(name, "name is null");
    requireNonNull(sql, "sql is null");
    requireNonNull(expect, "expect is null");
  }
}
