package io.tidemark.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The reports' statements, a file each beside the classes. */
final class SqlFile {
  private SqlFile() {}

  /**
   * The text of a statement.
   *
   * @param name of the file, without {@code .sql}
   */
  static String read(String name) {
    try (InputStream file = SqlFile.class.getResourceAsStream(name + ".sql")) {
      if (file == null) {
        throw new IllegalArgumentException("there is no statement " + name);
      }
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
