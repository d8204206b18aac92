package io.tidemark.pipeline;

import java.io.IOException;
import java.io.OutputStream;

/** The second step: makes a part smaller. */
@FunctionalInterface
public interface Compress {

  /**
   * A stream that passes what is written to it on to {@code next}, compressed. Closing it ends the
   * compressed stream, and closes {@code next}.
   */
  OutputStream into(OutputStream next, Compression compression) throws IOException;
}
