package io.tidemark.marks;

import io.tidemark.archive.BackupLocation;
import io.tidemark.store.ObjectInfo;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a listing alone tells of one backup, sealed or not. */
public final class BackupFolder {
  private final BackupLocation location;
  private final List<Mark> marks = new ArrayList<>();
  private final List<VerificationRecord> verifications = new ArrayList<>();
  private @Nullable ObjectInfo manifest;
  private @Nullable ObjectInfo nextManifest;
  private int holds;
  private int parts;
  private int contents;
  private int objects;
  private long bytes;
  private Instant newest = Instant.MIN;

  BackupFolder(BackupLocation location) {
    this.location = location;
  }

  void add(ObjectInfo object) {
    objects++;
    bytes += object.sizeBytes();
    newest = object.modifiedAt().isAfter(newest) ? object.modifiedAt() : newest;
    String name = object.key().value().substring(location.prefix().length());
    if (object.key().equals(location.manifest())) {
      manifest = object;
    } else if (object.key().equals(location.nextManifest())) {
      nextManifest = object;
    } else if (name.startsWith("parts/")) {
      parts++;
    } else if (name.startsWith("contents-")) {
      contents++;
    } else if (name.startsWith(Holds.FOLDER)) {
      holds++;
    } else {
      Mark.of(object).ifPresent(marks::add);
      VerificationRecord.of(object).ifPresent(verifications::add);
    }
  }

  public BackupLocation location() {
    return location;
  }

  /** The manifest's object, whatever is in it; empty when the backup is not sealed. */
  public Optional<ObjectInfo> manifest() {
    return Optional.ofNullable(manifest == null ? nextManifest : manifest);
  }

  /** Every mark, living or not. */
  public List<Mark> marks() {
    return List.copyOf(marks);
  }

  /** Whether a mark of this kind lives. */
  public boolean isMarked(MarkKind kind, Instant storeNow) {
    return marks.stream().anyMatch(mark -> mark.kind() == kind && mark.livesAt(storeNow));
  }

  /** Whether somebody began to delete it, however long ago. */
  public boolean deletionBegan() {
    return marks.stream().anyMatch(mark -> mark.kind() == MarkKind.DELETING);
  }

  public boolean held() {
    return holds > 0;
  }

  /** The last verification that was recorded. */
  public Optional<VerificationRecord> verified() {
    return verifications.stream().max(Comparator.comparing(VerificationRecord::at));
  }

  /** Part objects, those of attempts that were not accepted included. */
  public int parts() {
    return parts;
  }

  /** Contents objects; more than one when sealing was tried more than once. */
  public int contents() {
    return contents;
  }

  public int objects() {
    return objects;
  }

  /** Bytes of all objects. */
  public long bytes() {
    return bytes;
  }

  /** When the youngest object was written, by the store's clock. */
  public Instant newest() {
    return newest;
  }
}
