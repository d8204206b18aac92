package io.tidemark.pipeline;

import java.util.Locale;

/** What a part is packed with before it is encrypted. */
public enum Compression {
  /** Zstandard, RFC 8878, one frame with a content checksum. The default. */
  ZSTD,
  /** gzip, RFC 1952, one member. For places where zstd is not at hand. */
  GZIP,
  /** Nothing: for data that is packed already. */
  NONE;

  /**
   * Reads the word of a configuration or a manifest.
   *
   * @throws IllegalArgumentException when it is none of {@code zstd}, {@code gzip}, {@code none}
   */
  public static Compression of(String word) {
    for (Compression compression : values()) {
      if (compression.word().equals(word)) {
        return compression;
      }
    }
    throw new IllegalArgumentException(
        "unknown compression \"" + word + "\": use zstd, gzip or none");
  }

  /** Lower case, as in configuration and manifests. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
