package io.tidemark.testkit;

import io.tidemark.provision.ProgramCache;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;

/** An extension with a table whose rows belong into dumps; none of PostgreSQL's own has one. */
final class ZooExtension {
  private static final Map<String, String> FILES =
      Map.of(
          "zoo_config.control",
          """
          comment = 'an extension with a configuration table'
          default_version = '1.0'
          """,
          "zoo_config--1.0.sql",
          """
          CREATE TABLE zoo_settings (name text PRIMARY KEY, value text, built_in boolean DEFAULT false);
          INSERT INTO zoo_settings VALUES ('of the extension', 'x', true);
          SELECT pg_extension_config_dump('zoo_settings', 'WHERE NOT built_in');
          CREATE SEQUENCE zoo_counter;
          SELECT pg_extension_config_dump('zoo_counter', '');
          """);

  private ZooExtension() {}

  /** Writes the extension's files where a server's account can read them; returns the folder. */
  static Path install() throws IOException {
    Path parent = ProgramCache.folder().resolve("test-extensions");
    Path folder = parent.resolve("extension");
    Files.createDirectories(folder);
    for (Path each : new Path[] {parent, folder}) {
      Files.setPosixFilePermissions(each, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
    for (Map.Entry<String, String> file : FILES.entrySet()) {
      Path work = Files.createTempFile(folder, file.getKey(), ".new");
      Files.writeString(work, file.getValue());
      Files.setPosixFilePermissions(work, PosixFilePermissions.fromString("rw-r--r--"));
      Files.move(work, folder.resolve(file.getKey()), StandardCopyOption.ATOMIC_MOVE);
    }
    return parent;
  }
}
