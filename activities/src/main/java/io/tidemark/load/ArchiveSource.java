package io.tidemark.load;

import java.io.IOException;
import java.io.InputStream;

/**
 * The bytes of one of pg_dump's archives, decrypted on the way. It can be opened more than once, so
 * that nothing has to be kept in a file or in memory between two readings.
 */
@FunctionalInterface
public interface ArchiveSource {
  /**
   * Opens the archive from its beginning. The stream verifies itself: its last read throws when the
   * bytes are not those that were stored.
   */
  InputStream open() throws IOException;
}
