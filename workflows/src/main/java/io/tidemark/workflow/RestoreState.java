package io.tidemark.workflow;

import io.temporal.workflow.Workflow;
import io.tidemark.api.restore.Finding;
import io.tidemark.api.restore.ImpactReport;
import io.tidemark.api.restore.RestoreRequest;
import io.tidemark.api.restore.RestoreResult;
import io.tidemark.api.restore.RestoreStage;
import io.tidemark.api.restore.RestoreStatus;
import io.tidemark.api.verify.FoundBackup;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What is known of one restore: its steps write here, the query and current details read. */
final class RestoreState {
  private final Notices notices = new Notices();
  private final Steps steps = new Steps(this::show);
  private final Stages stages = new Stages();
  private final Ballot ballot = new Ballot();
  private String database = "";
  private String target = "";
  private String requester = "";
  private String until = "";
  private List<Finding> findings = List.of();
  private Supplier<StageProgress> progress = () -> StageProgress.NONE;
  private @Nullable FoundBackup found;
  private @Nullable ImpactReport impact;
  private @Nullable RestoreResult result;

  Notices notices() {
    return notices;
  }

  Steps steps() {
    return steps;
  }

  Ballot ballot() {
    return ballot;
  }

  String database() {
    return database;
  }

  String target() {
    return target;
  }

  /** Who asked for the restore; empty when nobody said. */
  String requester() {
    return requester;
  }

  List<Finding> findings() {
    return findings;
  }

  @Nullable ImpactReport impact() {
    return impact;
  }

  @Nullable RestoreResult result() {
    return result;
  }

  RestoreStage stage() {
    return stages.current();
  }

  void asked(RestoreRequest request) {
    database = request.database();
    target = request.into() == null ? database : request.into();
    requester = request.requester() == null ? "" : request.requester();
    show();
  }

  void found(FoundBackup backup) {
    found = backup;
  }

  void resolved(String name) {
    target = name;
  }

  /**
   * Begins a stage.
   *
   * @param howFar asked whenever somebody looks
   */
  void enter(RestoreStage stage, Supplier<StageProgress> howFar) {
    stages.enter(stage);
    progress = howFar;
    until = "";
    show();
  }

  void enter(RestoreStage stage) {
    enter(stage, () -> StageProgress.NONE);
  }

  /** Notes what the stage at work came to. */
  void done(String text) {
    stages.done(text);
    show();
  }

  /** When the stage at work ends by itself, ISO 8601. */
  void until(String time) {
    until = time;
    show();
  }

  void add(List<Finding> more) {
    List<Finding> all = new ArrayList<>(findings);
    all.addAll(more);
    findings = List.copyOf(all);
  }

  void measured(ImpactReport report) {
    impact = report;
    show();
  }

  void ended(RestoreResult ending) {
    result = ending;
    show();
  }

  RestoreStatus status() {
    StageProgress now = progress.get();
    boolean asking = stages.current() == RestoreStage.AWAITING_APPROVAL;
    return new RestoreStatus(
        database,
        found == null ? "" : found.reference().backupId(),
        target,
        stages.current().word(),
        now.partsDone(),
        now.partsTotal(),
        now.bytesDone(),
        now.bytesTotal(),
        findings,
        requester,
        asking ? ballot.proof() : "",
        ballot.votes(),
        ballot.quorum(),
        until,
        impact,
        result);
  }

  void show() {
    RestoreStatus status = status();
    Workflow.setCurrentDetails(
        stages.markdown(status, steps.current())
            + RestoreDetails.of(status, Workflow.getInfo().getWorkflowId())
            + Markdown.notices(notices.list()));
  }
}
