package io.tidemark.testkit;

import io.tidemark.postgres.Coming;
import io.tidemark.provision.ScratchPostgres;

/**
 * One running server per major version, started when first asked for, shared by all tests of this
 * JVM and stopped at its end.
 */
public final class TestServers {
  private TestServers() {}

  /** The server of a major version, 14 to 18; full client programs exist for 15, 17 and 18. */
  public static ScratchPostgres server(int major) {
    return Coming.yet(major);
  }

  /** A new, empty database on the server of this major version; closing it drops it. */
  public static TestDatabase database(int major) {
    return Coming.yet(major);
  }
}
