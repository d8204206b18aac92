package io.tidemark.api.backup;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.temporal.activity.ActivityInterface;
import io.tidemark.api.StoredObject;
import java.util.List;

/** The work of a backup. Runs on the queue with few slots. */
@ActivityInterface(namePrefix = "Tidemark_")
public interface PartActivity {
  /** Returns at once: proof that a slot for parts is free, before a snapshot is opened. */
  void reserveSlot();

  /**
   * Streams one part from the database to the store. Each attempt writes fresh object keys; an
   * attempt that fails publishes nothing that a manifest could name.
   */
  PartReceipt dumpCompressEncryptChecksumUpload(PartInput input);

  /**
   * Which part, and under which snapshot.
   *
   * @param context the backup
   * @param part the part
   * @param plan the sealed plan
   * @param snapshots holders believed alive, all of one generation
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record PartInput(
      BackupContext context, PartRef part, StoredObject plan, List<HeldSnapshot> snapshots) {
    public PartInput {
      snapshots = snapshots == null ? List.of() : List.copyOf(snapshots);
    }
  }
}
