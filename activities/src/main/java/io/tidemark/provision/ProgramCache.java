package io.tidemark.provision;

import java.nio.file.Path;
import java.util.Map;

/** Where fetched programs are kept. */
public final class ProgramCache {
  private ProgramCache() {}

  /** The folder for this process. */
  public static Path folder() {
    return folder(
        System.getenv(), System.getProperty("user.name"), Path.of(System.getProperty("user.home")));
  }

  /**
   * TIDEMARK_CACHE; else, for root, /var/cache/tidemark, because servers do not run as root and
   * could not read root's home; else XDG_CACHE_HOME/tidemark or ~/.cache/tidemark.
   */
  static Path folder(Map<String, String> environment, String user, Path home) {
    String chosen = environment.getOrDefault("TIDEMARK_CACHE", "");
    if (!chosen.isBlank()) {
      return Path.of(chosen).toAbsolutePath();
    }
    if (user.equals("root")) {
      return Path.of("/var/cache/tidemark");
    }
    String xdg = environment.getOrDefault("XDG_CACHE_HOME", "");
    // The XDG specification: a relative path is invalid and to be ignored.
    return (xdg.startsWith("/") ? Path.of(xdg) : home.resolve(".cache")).resolve("tidemark");
  }
}
