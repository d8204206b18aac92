package io.tidemark.postgres;

import java.util.Arrays;

/** Stands in for bodies that are being written. */
public final class Coming {
  private Coming() {}

  @SuppressWarnings("TypeParameterUnusedInFormals")
  public static <T> T yet(Object... unused) {
    if (unused != null) {
      throw new UnsupportedOperationException("coming " + Arrays.toString(unused));
    }
    throw new IllegalStateException();
  }
}
