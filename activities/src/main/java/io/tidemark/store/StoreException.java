package io.tidemark.store;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * A store did not do what it was asked. Messages, those of the causes included, may be shown and
 * recorded anywhere: adapters pass on a cause only when it holds no secret.
 */
public final class StoreException extends IOException {

  @Serial private static final long serialVersionUID = 1L;

  /** What is wrong, as far as it decides what to do next. */
  public enum Kind {
    /** There is no such object, or no such bucket. Trying again does not help. */
    NOT_FOUND(false),
    /** The key is taken. Trying again does not help. */
    ALREADY_EXISTS(false),
    /** The credentials are missing, wrong or not allowed to do this. */
    ACCESS_DENIED(false),
    /** The request can never work here: a key, length, offset or setting the store refuses. */
    INVALID(false),
    /** The disk, the quota or the account is full. Helps to try again once somebody made room. */
    OUT_OF_SPACE(true),
    /** Not reached, too slow, throttled, or broken for now. Try again. */
    UNAVAILABLE(true),
    /** The bytes are not those that were written. Sending or reading them again may help once. */
    CORRUPT(false);

    private final boolean passing;

    Kind(boolean passing) {
      this.passing = passing;
    }

    /** Whether the same call may succeed later without anybody changing the request. */
    public boolean mayPass() {
      return passing;
    }
  }

  private final Kind kind;
  private final @Nullable ObjectKey key;

  /**
   * @param key the object in question; null when the trouble is with the store as a whole
   * @param problem what happened, in words that end in advice where there is some
   */
  public StoreException(
      Kind kind, @Nullable ObjectKey key, String problem, @Nullable Throwable cause) {
    super(key == null ? problem : key + ": " + problem, cause);
    this.kind = requireNonNull(kind, "kind is null");
    this.key = key;
  }

  public StoreException(Kind kind, @Nullable ObjectKey key, String problem) {
    this(kind, key, problem, null);
  }

  public Kind kind() {
    return kind;
  }

  /** The object in question; null when the trouble is with the store as a whole. */
  public @Nullable ObjectKey key() {
    return key;
  }
}
