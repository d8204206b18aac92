package io.tidemark.report.capture;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/**
 * How tightly an index is packed.
 *
 * @param file its relfilenode: another one means it was built anew
 * @param bytesPerTuple the smallest seen since it was built
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record IndexMeasure(long file, double bytesPerTuple) {
  /** The best of this look and an earlier one at the same file. */
  public IndexMeasure best(IndexMeasure earlier) {
    return earlier.file == file && earlier.bytesPerTuple < bytesPerTuple ? earlier : this;
  }
}
