package io.tidemark.marks;

import io.tidemark.archive.BackupLocation;
import io.tidemark.pipeline.Sha256;
import io.tidemark.store.ObjectInfo;
import io.tidemark.store.ObjectKey;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One mark. Everything that decides is in its key and in the store's own time of writing, so a
 * listing is enough to judge it, and no clock but the store's counts. Its content is for people.
 *
 * @param key where it lies
 * @param kind what is done with the backup
 * @param owner digest of who does it
 * @param lifetime from the time of writing
 * @param writtenAt by the store's clock
 */
public record Mark(
    ObjectKey key, MarkKind kind, String owner, Duration lifetime, Instant writtenAt) {

  private static final Pattern KEY =
      Pattern.compile(".+/marks/([a-z]+)-([0-9]{1,9})m-([0-9a-f]{16})-[0-9a-f]{16}\\.json");
  private static final int OWNER_HEX = 16;

  /** The mark that an object is; empty when it is none. */
  public static Optional<Mark> of(ObjectInfo object) {
    Matcher matcher = KEY.matcher(object.key().value());
    if (!matcher.matches()) {
      return Optional.empty();
    }
    return MarkKind.of(matcher.group(1))
        .map(
            kind ->
                new Mark(
                    object.key(),
                    kind,
                    matcher.group(3),
                    Duration.ofMinutes(Long.parseLong(matcher.group(2))),
                    object.modifiedAt()));
  }

  /** When it ends unless it is written anew, by the store's clock. */
  public Instant endsAt() {
    return writtenAt.plus(lifetime);
  }

  /**
   * Whether it counts.
   *
   * @param storeNow the present by the store's clock
   */
  public boolean livesAt(Instant storeNow) {
    return endsAt().isAfter(storeNow);
  }

  static String prefix(BackupLocation location) {
    return location.prefix() + "marks/";
  }

  static ObjectKey newKey(BackupLocation location, MarkKind kind, String owner, Duration lifetime) {
    long minutes = Math.max(1, lifetime.plusSeconds(59).toMinutes());
    return new ObjectKey(
        prefix(location)
            + kind.word()
            + "-"
            + minutes
            + "m-"
            + ownerDigest(owner)
            + "-"
            + SmallObject.nonce()
            + ".json");
  }

  static String ownerDigest(String owner) {
    return HexFormat.of()
        .formatHex(Sha256.newDigest().digest(owner.getBytes(StandardCharsets.UTF_8)))
        .substring(0, OWNER_HEX);
  }
}
