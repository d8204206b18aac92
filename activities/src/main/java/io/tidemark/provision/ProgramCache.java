package io.tidemark.provision;

import io.tidemark.postgres.Coming;
import java.nio.file.Path;
import java.util.Map;

/** Where fetched programs are kept. */
public final class ProgramCache {
  private ProgramCache() {}

  /**
   * TIDEMARK_CACHE; else, for root, /var/cache/tidemark, because servers do not run as root and
   * could not read root's home; else XDG_CACHE_HOME/tidemark or ~/.cache/tidemark.
   */
  public static Path folder(Map<String, String> environment) {
    return Coming.yet(environment);
  }
}
