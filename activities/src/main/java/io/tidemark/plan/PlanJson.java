package io.tidemark.plan;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;

/** A plan as JSON in UTF-8: the content of the sealed plan object. Safe for concurrent use. */
public final class PlanJson {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private PlanJson() {}

  /** Writes a plan. */
  public static byte[] write(BackupPlan plan) throws IOException {
    return MAPPER.writeValueAsBytes(plan);
  }

  /**
   * Reads a plan; fields of later releases are ignored.
   *
   * @throws IOException when this is no plan, or one of a version that we do not know
   */
  public static BackupPlan read(byte[] json) throws IOException {
    BackupPlan plan = MAPPER.readValue(json, BackupPlan.class);
    if (plan.version() != BackupPlan.VERSION) {
      throw new IOException("a plan of version " + plan.version() + " needs a newer release");
    }
    return plan;
  }
}
