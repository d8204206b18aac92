package io.tidemark.marks;

import io.tidemark.store.ObjectInfo;
import io.tidemark.store.ObjectKey;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * That a backup was verified. For people only: anybody who can write to the store can write one, so
 * nothing is decided by it.
 *
 * @param key where it lies; result and depth are in it, so that a listing shows them
 * @param whole whether nothing was found wrong
 * @param deep whether the parts were also decrypted, decompressed and parsed
 * @param at by the store's clock
 */
public record VerificationRecord(ObjectKey key, boolean whole, boolean deep, Instant at) {

  private static final Pattern KEY =
      Pattern.compile(".+/verified/(whole|damaged)-(digests|deep)-[0-9a-f]{16}\\.json");

  /** What was done: {@code digests} or {@code deep}. */
  public String depth() {
    return deep ? "deep" : "digests";
  }

  /** The record that an object is; empty when it is none. */
  public static Optional<VerificationRecord> of(ObjectInfo object) {
    Matcher matcher = KEY.matcher(object.key().value());
    return matcher.matches()
        ? Optional.of(
            new VerificationRecord(
                object.key(),
                matcher.group(1).equals("whole"),
                matcher.group(2).equals("deep"),
                object.modifiedAt()))
        : Optional.empty();
  }
}
