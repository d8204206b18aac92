package io.tidemark.activity;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.plan.BackupPlan;
import java.io.IOException;

/** {@link PlannedBackup} as JSON in UTF-8: the content of the sealed plan object. */
final class PlannedBackupJson {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private PlannedBackupJson() {}

  static byte[] write(PlannedBackup planned) throws IOException {
    return MAPPER.writeValueAsBytes(planned);
  }

  /**
   * Reads it; fields of later releases are ignored.
   *
   * @throws IOException when this is no plan, or one of a version that we do not know
   */
  static PlannedBackup read(byte[] json) throws IOException {
    PlannedBackup planned = MAPPER.readValue(json, PlannedBackup.class);
    int version = planned.plan().version();
    if (version != BackupPlan.VERSION) {
      throw new IOException("a plan of version " + version + " needs a newer release");
    }
    return planned;
  }
}
