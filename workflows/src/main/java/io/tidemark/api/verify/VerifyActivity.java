package io.tidemark.api.verify;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.temporal.activity.ActivityInterface;
import java.util.List;

/** Reads objects and compares them with their digests. Runs on the queue with few slots. */
@ActivityInterface(namePrefix = "Tidemark_")
public interface VerifyActivity {
  /** Reads each part's object to its end; the first that differs fails the activity for good. */
  Verified verify(VerifyInput input);

  /**
   * What to read.
   *
   * @param backup which backup
   * @param parts indexes of parts
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record VerifyInput(BackupReference backup, List<Integer> parts) {
    public VerifyInput {
      parts = parts == null ? List.of() : List.copyOf(parts);
    }
  }

  /**
   * What was read.
   *
   * @param objects number of objects
   * @param bytes bytes as stored
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Verified(int objects, long bytes) {}
}
