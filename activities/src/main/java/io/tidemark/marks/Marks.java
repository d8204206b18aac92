package io.tidemark.marks;

import static java.util.Objects.requireNonNull;

import io.tidemark.archive.BackupLocation;
import io.tidemark.store.BackupStore;
import io.tidemark.store.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The marks in one store. Stores are write-once, so a mark is kept alive by writing it anew under a
 * fresh key and taking the older one away; where deleting is forbidden, old ones stay until they
 * are swept.
 *
 * <p>Readers and those who delete meet here. A reader writes its mark and then looks for one that
 * says deleting; who deletes writes that and then looks for readers. Since stores show what was
 * written, at least one of the two sees the other, and gives way.
 */
public final class Marks {
  private final BackupStore store;

  public Marks(BackupStore store) {
    this.store = requireNonNull(store, "store is null");
  }

  /**
   * Writes a mark anew.
   *
   * @param owner who does it, as the id of a workflow and its run; one owner has one mark of a kind
   * @return the mark, whose time of writing is the present by the store's clock
   */
  public Mark set(BackupLocation location, MarkKind kind, String owner, Duration lifetime)
      throws StoreException {
    Mark fresh =
        Mark.of(
                SmallObject.write(
                    store,
                    Mark.newKey(location, kind, owner, lifetime),
                    Map.of("kind", kind.word(), "owner", owner)))
            .orElseThrow(() -> new IllegalStateException("our own key is no mark"));
    // Only older ones: two workers of one owner may write at once, and the newest has to stay.
    for (Mark mark : of(location)) {
      if (mark.kind() == kind
          && mark.owner().equals(fresh.owner())
          && mark.writtenAt().isBefore(fresh.writtenAt())) {
        deleteQuietly(mark);
      }
    }
    return fresh;
  }

  /** Takes an owner's marks of a kind away; those that cannot be deleted end by themselves. */
  public void clear(BackupLocation location, MarkKind kind, String owner) throws StoreException {
    String digest = Mark.ownerDigest(owner);
    for (Mark mark : of(location)) {
      if (mark.kind() == kind && mark.owner().equals(digest)) {
        deleteQuietly(mark);
      }
    }
  }

  /** Every mark on a backup, living or not. */
  public List<Mark> of(BackupLocation location) throws StoreException {
    List<Mark> marks = new ArrayList<>();
    store.list(Mark.prefix(location), object -> Mark.of(object).ifPresent(marks::add));
    return marks;
  }

  /**
   * Whether somebody is about to delete a backup.
   *
   * @param storeNow the present by the store's clock
   */
  public boolean deleting(BackupLocation location, Instant storeNow) throws StoreException {
    return of(location).stream()
        .anyMatch(mark -> mark.kind() == MarkKind.DELETING && mark.livesAt(storeNow));
  }

  private void deleteQuietly(Mark mark) throws StoreException {
    try {
      store.delete(mark.key());
    } catch (StoreException e) {
      if (e.kind() != StoreException.Kind.ACCESS_DENIED) {
        throw e;
      }
    }
  }
}
