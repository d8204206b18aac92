package io.tidemark.marks;

import static java.util.Objects.requireNonNull;

import io.tidemark.archive.BackupLocation;
import io.tidemark.archive.BackupRepository;
import io.tidemark.store.BackupStore;
import io.tidemark.store.StoreException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * Keeps marks alive without writing one each time somebody asks: every step of a backup or restore
 * says what it works on, and at most once a minute that goes to the store. Thread-safe; one for
 * each process.
 */
public final class MarkKeeper {
  private static final Duration INTERVAL = Duration.ofMinutes(1);
  private static final int MANY = 10_000;

  private final LongSupplier nanoTime;
  private final Map<Held, Long> written = new ConcurrentHashMap<>();

  public MarkKeeper() {
    this(System::nanoTime);
  }

  MarkKeeper(LongSupplier nanoTime) {
    this.nanoTime = requireNonNull(nanoTime, "nanoTime is null");
  }

  private record Held(String store, BackupLocation location, MarkKind kind, String owner) {}

  /**
   * Says that a backup is being written.
   *
   * @throws StoreException NOT_FOUND when what was written is being swept as abandoned
   */
  public void running(BackupStore store, BackupLocation location, String owner)
      throws StoreException {
    Held held = new Held(store.describe(), location, MarkKind.RUNNING, owner);
    if (isDue(held) && !isGranted(store, held)) {
      release(store, location, MarkKind.RUNNING, owner);
      throw new StoreException(
          StoreException.Kind.NOT_FOUND,
          location.manifest(),
          "this backup was given up for dead and is being swept; start a new one");
    }
  }

  /**
   * Says that a backup is being read. To be called before the first byte is.
   *
   * @throws StoreException NOT_FOUND when the backup is being deleted, or is not there any more
   */
  public void reading(BackupStore store, BackupLocation location, String owner)
      throws StoreException {
    Held held = new Held(store.describe(), location, MarkKind.READING, owner);
    if (isDue(held) && !(isGranted(store, held) && BackupRepository.isSealed(store, location))) {
      release(store, location, MarkKind.READING, owner);
      throw new StoreException(
          StoreException.Kind.NOT_FOUND,
          location.manifest(),
          "the backup is not there, or has expired and is being deleted");
    }
  }

  /** Takes a mark away at the end of the work. */
  public void release(BackupStore store, BackupLocation location, MarkKind kind, String owner)
      throws StoreException {
    written.remove(new Held(store.describe(), location, kind, owner));
    new Marks(store).clear(location, kind, owner);
  }

  /** Writes the mark, then looks for one that says deleting. */
  private boolean isGranted(BackupStore store, Held held) throws StoreException {
    Marks marks = new Marks(store);
    long now = nanoTime.getAsLong();
    Mark mark = marks.set(held.location(), held.kind(), held.owner(), held.kind().lifetime());
    if (marks.deleting(held.location(), mark.writtenAt())) {
      return false;
    }
    if (written.size() >= MANY) {
      written.values().removeIf(then -> now - then > INTERVAL.toNanos());
    }
    written.put(held, now);
    return true;
  }

  private boolean isDue(Held held) {
    Long last = written.get(held);
    return last == null || nanoTime.getAsLong() - last >= INTERVAL.toNanos();
  }
}
