package io.tidemark.pipeline;

import io.tidemark.keys.DataKey;
import java.io.IOException;
import java.io.OutputStream;

/** The third step: makes a part unreadable without its data key. */
@FunctionalInterface
public interface Encrypt {

  /**
   * A stream that passes what is written to it on to {@code next}, encrypted. Closing it writes the
   * padding, and closes {@code next}.
   *
   * @param iv 16 bytes, never used before with this key
   */
  OutputStream into(OutputStream next, DataKey key, byte[] iv) throws IOException;
}
