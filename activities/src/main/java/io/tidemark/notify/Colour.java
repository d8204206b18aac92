package io.tidemark.notify;

/** A colour for a severity, as HTML writes it. */
final class Colour {
  private Colour() {}

  static String of(Severity severity) {
    return switch (severity) {
      case INFO -> "#2e7d32";
      case WARNING -> "#b26a00";
      case ERROR -> "#c62828";
    };
  }
}
