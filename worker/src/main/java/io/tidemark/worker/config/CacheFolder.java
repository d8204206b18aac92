package io.tidemark.worker.config;

import java.nio.file.Path;
import java.util.Map;

/** Where downloads are kept: {@code TIDEMARK_CACHE}, else the user's cache folder. */
public final class CacheFolder {
  private CacheFolder() {}

  /** The folder that an environment means, absolute; it need not exist. */
  public static Path of(Map<String, String> environment) {
    String own = environment.getOrDefault("TIDEMARK_CACHE", "");
    if (!own.isEmpty()) {
      return Path.of(own).toAbsolutePath().normalize();
    }
    String xdg = environment.getOrDefault("XDG_CACHE_HOME", "");
    if (!xdg.isEmpty()) {
      return Path.of(xdg).toAbsolutePath().resolve("tidemark");
    }
    return Path.of(System.getProperty("user.home")).resolve(".cache").resolve("tidemark");
  }
}
