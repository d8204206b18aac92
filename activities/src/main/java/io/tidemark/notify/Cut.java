package io.tidemark.notify;

/** Texts that a receiver would refuse for their length. */
final class Cut {
  private Cut() {}

  static String to(int longest, String text) {
    return text.length() <= longest ? text : text.substring(0, longest - 1) + "…";
  }
}
