package io.tidemark.report;

import java.math.BigDecimal;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns a result of JDBC's into rows of plain values. */
final class RowReader {
  private RowReader() {}

  static List<Row> read(ResultSet result) throws SQLException {
    ResultSetMetaData columns = result.getMetaData();
    List<Row> rows = new ArrayList<>();
    while (result.next()) {
      Map<String, @Nullable Object> values = new LinkedHashMap<>();
      for (int i = 1; i <= columns.getColumnCount(); i++) {
        values.put(columns.getColumnLabel(i), value(result, i, columns.getColumnType(i)));
      }
      rows.add(new Row(values));
    }
    return rows;
  }

  private static @Nullable Object value(ResultSet result, int column, int type)
      throws SQLException {
    return switch (type) {
      case Types.TIMESTAMP, Types.TIMESTAMP_WITH_TIMEZONE -> instant(result, column);
      case Types.ARRAY -> list(result.getArray(column));
      default -> plain(result.getObject(column));
    };
  }

  private static @Nullable Instant instant(ResultSet result, int column) throws SQLException {
    OffsetDateTime time = result.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }

  private static @Nullable List<Object> list(@Nullable Array array) throws SQLException {
    return array == null
        ? null
        : Arrays.stream((Object[]) array.getArray()).map(RowReader::element).toList();
  }

  private static Object element(@Nullable Object value) {
    Object plain = plain(value);
    return plain == null ? "" : plain;
  }

  private static @Nullable Object plain(@Nullable Object value) {
    if (value == null || value instanceof Boolean || value instanceof Long) {
      return value;
    }
    if (value instanceof BigDecimal decimal) {
      return decimal.scale() <= 0 && decimal.precision() < 19
          ? (Object) decimal.longValue()
          : (Object) decimal.doubleValue();
    }
    if (value instanceof Double || value instanceof Float) {
      return ((Number) value).doubleValue();
    }
    if (value instanceof Number whole) {
      return whole.longValue();
    }
    return value.toString();
  }
}
