package io.tidemark.marks;

import static java.util.Objects.requireNonNull;

import io.tidemark.archive.BackupLocation;
import io.tidemark.store.BackupStore;
import io.tidemark.store.ObjectKey;
import io.tidemark.store.StoreException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Records of verifications, beside the manifests of the backups that were read. */
public final class Verifications {
  private static final String FOLDER = "verified/";

  /** Enough to see a backup that was whole once and is no more. */
  private static final int KEPT = 5;

  private final BackupStore store;

  public Verifications(BackupStore store) {
    this.store = requireNonNull(store, "store is null");
  }

  /**
   * Keeps a record, and forgets all but the newest few.
   *
   * @param facts what people may want to know: texts and numbers, no secrets
   */
  public void record(BackupLocation location, boolean whole, boolean deep, Map<String, ?> facts)
      throws StoreException {
    SmallObject.write(
        store,
        new ObjectKey(
            location.prefix()
                + FOLDER
                + (whole ? "whole-" : "damaged-")
                + (deep ? "deep-" : "digests-")
                + SmallObject.nonce()
                + ".json"),
        facts);
    List<VerificationRecord> records = of(location);
    for (VerificationRecord old : records.subList(Math.min(KEPT, records.size()), records.size())) {
      try {
        store.delete(old.key());
      } catch (StoreException e) {
        if (e.kind() != StoreException.Kind.ACCESS_DENIED) {
          throw e;
        }
      }
    }
  }

  /** The records of a backup, newest first. */
  public List<VerificationRecord> of(BackupLocation location) throws StoreException {
    List<VerificationRecord> records = new ArrayList<>();
    store.list(
        location.prefix() + FOLDER,
        object -> VerificationRecord.of(object).ifPresent(records::add));
    records.sort(Comparator.comparing(VerificationRecord::at).reversed());
    return records;
  }
}
