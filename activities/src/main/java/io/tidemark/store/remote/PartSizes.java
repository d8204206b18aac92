package io.tidemark.store.remote;

/**
 * How long the parts of an upload are. The first thousand are short, so that memory stays small for
 * all usual objects; later ones grow, so that an object of 5 TiB fits 10,000 parts.
 *
 * @param firstBytes the length of the first parts; a provider's least part length or more
 */
public record PartSizes(int firstBytes) {

  /** Enough to keep a connection busy, little enough for many writers at once. */
  public static final PartSizes DEFAULT = new PartSizes(8 << 20);

  public PartSizes {
    if (firstBytes < 1 << 18) {
      throw new IllegalArgumentException("parts of less than 256 KiB: " + firstBytes);
    }
  }

  /**
   * The length of a part that is not the last.
   *
   * @param number 1 for the first
   */
  public int bytesOf(int number) {
    if (number <= 1_000) {
      return firstBytes; // 8 GiB so far, at the default length
    }
    return Math.max(firstBytes, number <= 3_000 ? 64 << 20 : 768 << 20); // 133 GiB; 5.1 TiB
  }
}
