package io.tidemark.workflow;

import io.tidemark.api.FailureType;
import io.tidemark.api.backup.PartKind;
import io.tidemark.api.backup.PartRef;
import io.tidemark.api.restore.Finding;
import io.tidemark.api.restore.LoadActivities;
import io.tidemark.api.restore.LoadActivities.CheckResult;
import io.tidemark.api.restore.LoadActivities.PostDataLoaded;
import io.tidemark.api.restore.LoadActivities.RowsInput;
import io.tidemark.api.restore.LoadActivities.SideDatabaseReady;
import io.tidemark.api.restore.RestoreContext;
import io.tidemark.api.verify.FoundBackup;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** Loads a backup into the side database, and compares. */
final class Loading {
  private static final int FINDINGS_IN_MESSAGE = 3;
  private static final int FINDINGS_IN_DETAILS = 20;

  private final ActivityStubs stubs;
  private final RestoreContext context;
  private final Duration longest;
  private final Notices notices;
  private final Runnable changed;
  private final List<PartRef> rowsParts;
  private int partsDone;
  private long bytesDone;
  private long rows;
  private long sideOid;

  Loading(
      ActivityStubs stubs,
      RestoreContext context,
      FoundBackup backup,
      Duration longest,
      Notices notices,
      Runnable changed) {
    this.stubs = stubs;
    this.context = context;
    this.longest = longest;
    this.notices = notices;
    this.changed = changed;
    this.rowsParts = backup.parts().stream().filter(part -> part.kind() == PartKind.ROWS).toList();
  }

  /** Creates the side database with its definitions. */
  void definitions() {
    SideDatabaseReady ready = archive("load definitions and archives").testRestore(context);
    sideOid = ready.oid();
    notices.addAll(ready.notices());
  }

  /** OID of the side database, once its definitions are loaded. */
  long sideOid() {
    return sideOid;
  }

  /** Loads all rows, parts in lanes. */
  void rows() {
    Lanes.run(context.lanes(), rowsParts, this::load);
  }

  private void load(PartRef part) {
    LoadActivities activity =
        stubs.rowsPart(
            LoadActivities.class,
            longest,
            "download › checksum › decrypt › decompress › load · " + part.label());
    try {
      // Not `rows += call`: that reads rows before the call, and other lanes add to it meanwhile.
      long loaded = activity.testRestoreRows(new RowsInput(context, part.index())).rows();
      rows += loaded;
      partsDone++;
      bytesDone += part.estimatedBytes();
      changed.run();
    } catch (RuntimeException e) {
      throw Failures.during("load rows of " + part.label(), e);
    }
  }

  /** Builds what stands on the rows. */
  int indexes() {
    PostDataLoaded loaded =
        archive("build indexes, constraints, triggers").testRestoreIndexes(context);
    notices.addAll(loaded.notices());
    return loaded.entries();
  }

  /** Compares the side database with what was recorded. */
  CheckResult check() {
    return archive("compare with the record").verifyRestore(context);
  }

  /** The failure that names the worst findings. */
  static RuntimeException checkFailed(List<Finding> findings) {
    List<Finding> errors =
        findings.stream().filter(finding -> finding.severity() == Finding.Severity.ERROR).toList();
    String worst =
        errors.stream()
            .limit(FINDINGS_IN_MESSAGE)
            .map(Finding::message)
            .collect(Collectors.joining("; "));
    int more = errors.size() - FINDINGS_IN_MESSAGE;
    return Failures.of(
        FailureType.CHECK_FAILED,
        "the restored database is not what was backed up: "
            + worst
            + (more > 0 ? "; and " + more + " more errors" : ""),
        errors.stream().limit(FINDINGS_IN_DETAILS).toList());
  }

  private LoadActivities archive(String summary) {
    return stubs.archivePart(
        LoadActivities.class, longest, summary + " · " + context.sideDatabase());
  }

  StageProgress progress() {
    long bytesTotal = rowsParts.stream().mapToLong(PartRef::estimatedBytes).sum();
    return new StageProgress(partsDone, rowsParts.size(), bytesDone, bytesTotal);
  }

  long rowsLoaded() {
    return rows;
  }
}
