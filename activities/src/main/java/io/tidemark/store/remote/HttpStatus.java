package io.tidemark.store.remote;

import io.tidemark.store.StoreException.Kind;

/** What an answer's status means for a store, where the provider's own code says no more. */
public final class HttpStatus {

  public static final int NOT_FOUND = 404;
  public static final int CONFLICT = 409;
  public static final int PRECONDITION_FAILED = 412;
  public static final int RANGE_NOT_SATISFIABLE = 416;

  private HttpStatus() {}

  /** The kind of a status that is no success. */
  public static Kind kindOf(int status) {
    return switch (status) {
      case 401, 403 -> Kind.ACCESS_DENIED;
      case NOT_FOUND -> Kind.NOT_FOUND;
      case PRECONDITION_FAILED -> Kind.ALREADY_EXISTS;
      case 408, 429 -> Kind.UNAVAILABLE;
      case 501 -> Kind.INVALID;
      case 507 -> Kind.OUT_OF_SPACE;
      default -> status >= 400 && status < 500 ? Kind.INVALID : Kind.UNAVAILABLE;
    };
  }
}
