package io.tidemark.promote;

import io.tidemark.census.DatabaseProperties.Setting;
import io.tidemark.postgres.Sql;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Writes a setting of a database so that the catalog will hold the same text again. A few settings
 * are lists of quoted names: as one constant, {@code "$user", public} would become one single name.
 */
final class SettingStatement {
  /** As pg_dump's variable_is_guc_list_quote. */
  private static final Set<String> LISTS_OF_NAMES =
      Set.of(
          "local_preload_libraries",
          "search_path",
          "session_preload_libraries",
          "shared_preload_libraries",
          "temp_tablespaces",
          "unix_socket_directories");

  private SettingStatement() {}

  /** ALTER DATABASE … SET, or ALTER ROLE … IN DATABASE … SET. */
  static String of(String database, Setting setting) {
    String whose =
        setting.role().isEmpty()
            ? "DATABASE " + Sql.identifier(database)
            : "ROLE " + Sql.identifier(setting.role()) + " IN DATABASE " + Sql.identifier(database);
    return "ALTER "
        + whose
        + " SET "
        + Sql.identifier(setting.name())
        + " TO "
        + value(setting.name(), setting.value());
  }

  private static String value(String name, String value) {
    if (!LISTS_OF_NAMES.contains(name.toLowerCase(Locale.ROOT)) || value.isBlank()) {
      return Sql.literal(value);
    }
    return names(value).stream().map(Sql::literal).collect(Collectors.joining(", "));
  }

  /** Splits as the server's SplitGUCList does: names keep their case, quotes are taken off. */
  static List<String> names(String list) {
    List<String> names = new ArrayList<>();
    StringBuilder name = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < list.length(); i++) {
      char c = list.charAt(i);
      if (c == '"' && quoted && i + 1 < list.length() && list.charAt(i + 1) == '"') {
        name.append(c);
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (c == ',' && !quoted) {
        names.add(name.toString());
        name.setLength(0);
      } else if (quoted || !Character.isWhitespace(c)) {
        name.append(c);
      }
    }
    names.add(name.toString());
    return List.copyOf(names);
  }
}
