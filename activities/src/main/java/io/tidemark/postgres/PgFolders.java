package io.tidemark.postgres;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/** The folders in which PostgreSQL's programs usually lie. */
public final class PgFolders {
  /** A folder, and the pattern of names below it that hold a bin folder. */
  private record Place(String parent, String pattern, String bin) {}

  private static final List<Place> USUAL =
      List.of(
          new Place("/usr/lib/postgresql", "*", "bin"), // Debian, Ubuntu
          new Place("/usr", "pgsql-*", "bin"), // RHEL and its kin, packages of postgresql.org
          new Place("/usr/libexec", "postgresql*", ""), // Alpine
          new Place("/opt/homebrew/opt", "{postgresql,libpq}*", "bin"),
          new Place("/usr/local/opt", "{postgresql,libpq}*", "bin"),
          new Place("/Applications/Postgres.app/Contents/Versions", "*", "bin"));

  private PgFolders() {}

  /** The folders of the PATH, then the usual ones; only those that exist, each once. */
  public static Collection<Path> searched(Map<String, String> environment) {
    LinkedHashSet<Path> folders = new LinkedHashSet<>(onPath(environment));
    for (Place place : USUAL) {
      folders.addAll(matching(place));
    }
    return folders;
  }

  private static List<Path> onPath(Map<String, String> environment) {
    List<Path> folders = new ArrayList<>();
    for (String entry : environment.getOrDefault("PATH", "").split(":", -1)) {
      try {
        if (entry.startsWith("/") && Files.isDirectory(Path.of(entry))) {
          folders.add(Path.of(entry));
        }
      } catch (InvalidPathException unusable) {
        // A PATH may hold anything; the shell passes over such entries too.
      }
    }
    return folders;
  }

  private static List<Path> matching(Place place) {
    List<Path> folders = new ArrayList<>();
    Path parent = Path.of(place.parent());
    if (!Files.isDirectory(parent)) {
      return folders;
    }
    try (DirectoryStream<Path> children = Files.newDirectoryStream(parent, place.pattern())) {
      for (Path child : children) {
        Path bin = child.resolve(place.bin());
        if (Files.isDirectory(bin)) {
          folders.add(bin);
        }
      }
    } catch (IOException unreadable) {
      return List.of();
    }
    return folders;
  }
}
