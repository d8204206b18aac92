package io.tidemark.plan;

import java.util.Comparator;

/**
 * A table's name with its schema, as the catalogs hold it: no quotes, any characters.
 *
 * @param schema the schema's name
 * @param name the table's own name
 */
public record TableName(String schema, String name) implements Comparable<TableName> {
  private static final Comparator<TableName> ORDER =
      Comparator.comparing(TableName::schema).thenComparing(TableName::name);

  /** For SQL: always quoted, so that no keyword, case or dot changes the meaning. */
  public String quoted() {
    return quote(schema) + "." + quote(name);
  }

  /** For people: quoted where needed only, and on one line whatever the name holds. */
  public String label() {
    return readable(schema) + "." + readable(name);
  }

  @Override
  public int compareTo(TableName other) {
    return ORDER.compare(this, other);
  }

  private static String quote(String identifier) {
    return '"' + identifier.replace("\"", "\"\"") + '"';
  }

  private static String readable(String identifier) {
    return identifier.matches("[a-z_][a-z0-9_$]*")
        ? identifier
        : quote(identifier).replaceAll("\\p{Cntrl}", "?");
  }
}
