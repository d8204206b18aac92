package io.tidemark.api.backup;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.temporal.activity.ActivityInterface;
import io.tidemark.api.backup.BackupActivities.SealedPart;
import java.util.List;

/**
 * Takes a sealed backup to a further store. What is there already is not sent again, so a repeat
 * goes on where the last attempt ended. Runs on the queue with few slots.
 */
@ActivityInterface(namePrefix = "Tidemark_")
public interface CopyActivity {
  /** Copies the objects of some parts; each is read to its verified end before it is published. */
  Copied upload(CopyInput input);

  /**
   * Asks the further store for every object of the backup, then writes contents and manifest: from
   * here on the copy exists.
   *
   * @param input with every part of the backup
   */
  Copied sealCopy(CopyInput input);

  /**
   * What to copy, and where to.
   *
   * @param context the backup, which names the store it is in
   * @param store name of the further store
   * @param parts accepted receipts of the parts
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record CopyInput(BackupContext context, String store, List<SealedPart> parts) {
    public CopyInput {
      parts = parts == null ? List.of() : List.copyOf(parts);
    }
  }

  /**
   * What the further store now holds.
   *
   * @param objects number of objects
   * @param bytes their bytes as stored
   * @param seconds that it took
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Copied(int objects, long bytes, double seconds) {}
}
