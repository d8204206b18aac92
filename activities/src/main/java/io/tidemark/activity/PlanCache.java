package io.tidemark.activity;

import io.tidemark.api.StoredObject;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The plans of the backups at work on this worker, so that a plan of thousands of tables is not
 * fetched and parsed again for each part. Thread-safe.
 */
public final class PlanCache {
  private static final int BACKUPS = 4;

  private final Map<String, PlannedBackup> plans =
      new LinkedHashMap<>(BACKUPS, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, PlannedBackup> eldest) {
          return size() > BACKUPS;
        }
      };

  PlannedBackup read(OpenBackup backup, StoredObject plan) throws IOException {
    @Nullable PlannedBackup known;
    synchronized (plans) {
      known = plans.get(plan.key());
    }
    if (known != null) {
      return known;
    }
    PlannedBackup read =
        PlannedBackupJson.read(backup.repository().readPlan(backup.location(), plan, backup.key()));
    synchronized (plans) {
      plans.put(plan.key(), read);
    }
    return read;
  }
}
