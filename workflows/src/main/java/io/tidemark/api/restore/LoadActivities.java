package io.tidemark.api.restore;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.temporal.activity.ActivityInterface;
import java.util.List;

/** The work of a restore. Runs on the queue with few slots. */
@ActivityInterface(namePrefix = "Tidemark_")
public interface LoadActivities {
  /**
   * Creates the side database and loads definitions and archives. One unit: a repeat begins with a
   * new side database.
   */
  SideDatabaseReady testRestore(RestoreContext context);

  /** Loads the rows of one part in one transaction, marker first. */
  RowsLoaded testRestoreRows(RowsInput input);

  /** Builds indexes, constraints, triggers and materialized views, entry by entry with markers. */
  PostDataLoaded testRestoreIndexes(RestoreContext context);

  /** Compares the side database with what was recorded under the backup's own snapshot. */
  CheckResult verifyRestore(RestoreContext context);

  /**
   * A side database with definitions.
   *
   * @param name of the database
   * @param oid of the database
   * @param notices lines that pg_restore said and that people should read
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record SideDatabaseReady(String name, long oid, List<String> notices) {
    public SideDatabaseReady {
      notices = notices == null ? List.of() : List.copyOf(notices);
    }
  }

  /**
   * Which rows.
   *
   * @param context the restore
   * @param part index of the part
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record RowsInput(RestoreContext context, int part) {}

  /**
   * Rows that were committed.
   *
   * @param part index of the part
   * @param rows number of rows
   * @param alreadyThere whether an earlier attempt had committed them
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record RowsLoaded(int part, long rows, boolean alreadyThere) {}

  /**
   * Entries that were executed.
   *
   * @param entries number of entries
   * @param notices what people should read, such as subscriptions that were not created
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record PostDataLoaded(int entries, List<String> notices) {
    public PostDataLoaded {
      notices = notices == null ? List.of() : List.copyOf(notices);
    }
  }

  /**
   * What was found.
   *
   * @param tables tables counted
   * @param rows rows counted
   * @param findings differences, worst first
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record CheckResult(int tables, long rows, List<Finding> findings) {
    public CheckResult {
      findings = findings == null ? List.of() : List.copyOf(findings);
    }

    /** Whether an error was found. */
    public boolean failed() {
      return findings.stream().anyMatch(f -> f.severity() == Finding.Severity.ERROR);
    }
  }
}
