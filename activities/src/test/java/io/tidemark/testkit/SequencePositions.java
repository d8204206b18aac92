package io.tidemark.testkit;

import io.tidemark.postgres.Sql;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Where sequences stand. A copy's may be further on, because they move outside of snapshots. */
final class SequencePositions {
  /** What a sequence would give next, not minding its bounds. */
  private record Position(BigInteger next, boolean upwards) {
    boolean behind(Position source) {
      int order = next.compareTo(source.next);
      return upwards ? order < 0 : order > 0;
    }
  }

  private final Map<String, Position> positions = new TreeMap<>();

  private SequencePositions() {}

  static SequencePositions read(Connection session) throws SQLException {
    SequencePositions result = new SequencePositions();
    Map<String, BigInteger> increments = new TreeMap<>();
    try (Statement statement = session.createStatement()) {
      try (ResultSet row =
          statement.executeQuery(
              "SELECT schemaname, sequencename, increment_by FROM pg_sequences"
                  + " WHERE schemaname !~ '^pg_'")) {
        while (row.next()) {
          increments.put(
              Sql.qualified(row.getString(1), row.getString(2)),
              BigInteger.valueOf(row.getLong(3)));
        }
      }
      for (Map.Entry<String, BigInteger> sequence : increments.entrySet()) {
        try (ResultSet row =
            statement.executeQuery("SELECT last_value, is_called FROM " + sequence.getKey())) {
          row.next();
          BigInteger last = BigInteger.valueOf(row.getLong(1));
          BigInteger step = sequence.getValue();
          result.positions.put(
              sequence.getKey(),
              new Position(row.getBoolean(2) ? last.add(step) : last, step.signum() > 0));
        }
      }
    }
    return result;
  }

  /** One line for each sequence of the source that is behind, or missing, in the copy. */
  List<String> behind(SequencePositions copy) {
    List<String> lines = new ArrayList<>();
    positions.forEach(
        (name, position) -> {
          Position there = copy.positions.get(name);
          if (there == null) {
            lines.add("sequence " + name + ": missing");
          } else if (there.behind(position)) {
            lines.add("sequence " + name + ": next " + position.next() + " became " + there.next());
          }
        });
    return lines;
  }
}
