package io.tidemark.activity;

import io.temporal.activity.Activity;
import io.temporal.activity.ActivityExecutionContext;
import io.tidemark.api.FailureType;
import io.tidemark.api.backup.PartKind;
import io.tidemark.api.restore.Finding;
import io.tidemark.api.restore.LoadActivities;
import io.tidemark.api.restore.RestoreContext;
import io.tidemark.archive.Contents;
import io.tidemark.archive.RecordedPart;
import io.tidemark.load.ArchiveSource;
import io.tidemark.load.LoadProgress;
import io.tidemark.load.PostDataLoad;
import io.tidemark.load.RestoreCheck;
import io.tidemark.load.RowsLoad;
import io.tidemark.load.SchemaLoad;
import io.tidemark.load.SideDatabase;
import io.tidemark.load.SqlAssertions;
import io.tidemark.postgres.PgProgram;
import io.tidemark.postgres.ServerFacts;
import io.tidemark.snapshot.SessionName;
import java.io.InputStream;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Loads a backup into its side database and compares. */
public final class LoadActivitiesImpl implements LoadActivities {
  private static final Duration HEARTBEAT = Duration.ofSeconds(1);

  private final Installation installation;
  private final ResolveStep resolve;

  public LoadActivitiesImpl(Installation installation) {
    this.installation = installation;
    this.resolve = new ResolveStep(installation);
  }

  @Override
  public SideDatabaseReady testRestore(RestoreContext context) {
    return working(FailureType.LOAD_FAILED, (place, progress) -> create(place, progress), context);
  }

  @Override
  public RowsLoaded testRestoreRows(RowsInput input) {
    return working(
        FailureType.LOAD_FAILED,
        (place, progress) -> rows(place, input.part(), progress),
        input.context());
  }

  @Override
  public PostDataLoaded testRestoreIndexes(RestoreContext context) {
    return working(FailureType.LOAD_FAILED, (place, progress) -> indexes(place, progress), context);
  }

  @Override
  public CheckResult verifyRestore(RestoreContext context) {
    return working(FailureType.LOAD_FAILED, (place, progress) -> check(place, progress), context);
  }

  private SideDatabaseReady create(RestorePlace place, LoadProgress progress) throws Exception {
    RestoreContext context = place.context();
    OpenContents backup = OpenContents.of(context.backup(), installation);
    SideDatabase.Created side =
        new SideDatabase(place.maintenance(session(context, "create")))
            .create(context.sideDatabase(), place.mark(), backup.contents().database());
    SessionName name = session(context, "definitions");
    List<String> notices = new ArrayList<>();
    side.findings().forEach(finding -> notices.add(finding.message()));
    notices.addAll(
        new SchemaLoad(
                program(place, backup.contents()),
                place.side(),
                place.plain(name),
                context.restoreId(),
                name.text())
            .load(
                archive(backup, PartKind.SCHEMA), archive(backup, PartKind.DATA), true, progress));
    return new SideDatabaseReady(context.sideDatabase(), side.oid(), notices);
  }

  private RowsLoaded rows(RestorePlace place, int part, LoadProgress progress) throws Exception {
    OpenContents backup = OpenContents.of(place.context().backup(), installation);
    RecordedPart recorded = backup.contents().part(part);
    RowsLoad load =
        new RowsLoad(
            place.plain(attempts(place.context(), "rows-" + part)), place.context().restoreId());
    try (InputStream script = backup.read(recorded)) {
      RowsLoad.Loaded loaded =
          load.load(
              part,
              backup.contents().database().encoding(),
              recorded.tables().stream().map(TablePieces::expected).toList(),
              script,
              progress);
      return new RowsLoaded(part, loaded.rows(), loaded.alreadyThere());
    }
  }

  private PostDataLoaded indexes(RestorePlace place, LoadProgress progress) throws Exception {
    RestoreContext context = place.context();
    OpenContents backup = OpenContents.of(context.backup(), installation);
    PostDataLoad load =
        new PostDataLoad(
            program(place, backup.contents()),
            place.plain(attempts(context, "indexes")),
            context.restoreId(),
            context.lanes());
    PostDataLoad.Built built = load.load(archive(backup, PartKind.SCHEMA), true, progress);
    return new PostDataLoaded(built.entries(), built.notices());
  }

  private CheckResult check(RestorePlace place, LoadProgress progress) throws Exception {
    RestoreContext context = place.context();
    RestoreCheck.Checked checked =
        new RestoreCheck(place.plain(session(context, "check")), context.lanes())
            .check(OpenContents.of(context.backup(), installation).contents(), progress);
    List<SqlAssertions.Assertion> asked =
        place.settings().restore().checks().stream().map(LoadActivitiesImpl::assertion).toList();
    List<Finding> findings =
        new ArrayList<>(new SqlAssertions(place.plain(session(context, "sql-checks"))).ask(asked));
    findings.addAll(checked.findings());
    findings.sort(Comparator.comparing(Finding::severity));
    return new CheckResult(checked.tables(), checked.rows(), findings);
  }

  private static SqlAssertions.Assertion assertion(SqlCheck check) {
    return new SqlAssertions.Assertion(check.name(), check.sql(), check.expect());
  }

  private static ArchiveSource archive(OpenContents backup, PartKind kind) {
    RecordedPart part =
        backup.contents().parts().stream()
            .filter(recorded -> recorded.kind() == kind)
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("the backup has no part " + kind));
    return () -> backup.read(part);
  }

  private PgProgram program(RestorePlace place, Contents contents) throws Exception {
    try (Connection session = place.maintenance(session(place.context(), "server")).open()) {
      return resolve.program(contents, ServerFacts.read(session));
    }
  }

  private <T> T working(FailureType otherwise, Work<T> work, RestoreContext context) {
    ActivityExecutionContext execution = Activity.getExecutionContext();
    LoadProgress progress = new LoadProgress();
    return ActivityFailures.mapping(
        otherwise,
        () ->
            Heartbeating.run(
                execution,
                () -> new LoadHeartbeat(progress.bytes(), progress.done(), progress.total()),
                HEARTBEAT,
                () ->
                    work.run(
                        RestorePlace.of(context, execution.getInfo(), installation), progress)));
  }

  private static SessionName session(RestoreContext context, String step) {
    return new SessionName(
        context.restoreId(), step, Activity.getExecutionContext().getInfo().getAttempt());
  }

  /** The same for every attempt, so that each can end what an earlier one left running. */
  private static SessionName attempts(RestoreContext context, String step) {
    return new SessionName(context.restoreId(), step, 0);
  }

  private interface Work<T> {
    T run(RestorePlace place, LoadProgress progress) throws Exception;
  }

  /**
   * Heartbeat of a load.
   *
   * @param bytes sent to the server
   * @param done rows or entries done
   * @param total rows or entries in all, 0 when not known
   */
  record LoadHeartbeat(long bytes, long done, long total) {}
}
