package io.tidemark.api.verify;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.temporal.activity.ActivityInterface;
import java.util.List;

/** Reads objects and compares them with their digests. Runs on the queue with few slots. */
@ActivityInterface(namePrefix = "Tidemark_")
public interface VerifyActivity {
  /**
   * Reads each part's object to its end. When some differ, the activity fails for good, and says
   * what is wrong with each.
   */
  Verified verify(VerifyInput input);

  /**
   * What to read.
   *
   * @param backup which backup
   * @param parts indexes of parts
   * @param deep also decrypt, decompress and parse them
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record VerifyInput(BackupReference backup, List<Integer> parts, boolean deep) {
    public VerifyInput {
      parts = parts == null ? List.of() : List.copyOf(parts);
    }
  }

  /**
   * What was read.
   *
   * @param objects number of objects
   * @param bytes bytes as stored
   * @param rows rows counted; 0 when it was not deep
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Verified(int objects, long bytes, long rows) {}
}
