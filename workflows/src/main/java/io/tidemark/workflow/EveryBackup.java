package io.tidemark.workflow;

import io.temporal.api.enums.v1.ParentClosePolicy;
import io.temporal.failure.ChildWorkflowFailure;
import io.temporal.workflow.ChildWorkflowOptions;
import io.temporal.workflow.Workflow;
import io.tidemark.api.FailureType;
import io.tidemark.api.verify.FindActivity;
import io.tidemark.api.verify.FindActivity.FindInput;
import io.tidemark.api.verify.VerifyProgress;
import io.tidemark.api.verify.VerifyRequest;
import io.tidemark.api.verify.VerifyResult;
import io.tidemark.api.verify.VerifyWorkflow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Verifies every backup of a database, the newest first, each as a child with a history of its own.
 * A damaged one does not keep the others from being read.
 */
final class EveryBackup {
  /** A message is for people; the records beside the backups name all. */
  private static final int MOST_NAMED = 20;

  private final ActivityStubs stubs;
  private final Steps steps;
  private final Notices notices;
  private final VerifyRequest request;
  private final List<String> whole = new ArrayList<>();
  private final List<String> damaged = new ArrayList<>();
  private List<String> backups = List.of();
  private int objects;
  private long bytes;
  private long rows;

  EveryBackup(ActivityStubs stubs, Steps steps, Notices notices, VerifyRequest request) {
    this.stubs = stubs;
    this.steps = steps;
    this.notices = notices;
    this.request = request;
  }

  VerifyResult verify() {
    String store = Objects.requireNonNullElse(request.store(), "");
    backups =
        steps.run(
            "find the backups",
            () ->
                stubs
                    .quick(
                        FindActivity.class,
                        Duration.ofMinutes(10),
                        "find all backups of " + request.database())
                    .findAll(new FindInput(request.database(), VerifyRequest.ALL, "", store, "")));
    for (String backup : backups) {
      steps.run("verify " + backup, () -> verify(backup));
    }
    if (!damaged.isEmpty()) {
      throw Failures.of(FailureType.BACKUP_DAMAGED, report());
    }
    return new VerifyResult(
        request.database(),
        VerifyRequest.ALL,
        request.deep(),
        whole,
        objects,
        bytes,
        rows,
        Elapsed.seconds(),
        notices.list());
  }

  private void verify(String backup) {
    try {
      VerifyResult result =
          child(backup)
              .verify(
                  new VerifyRequest(request.database(), backup, request.store(), request.deep()));
      whole.add(backup);
      objects += result.objects();
      bytes += result.bytes();
      rows += result.rows();
      result.notices().forEach(notices::add);
    } catch (ChildWorkflowFailure e) {
      if (Failures.is(FailureType.BACKUP_NOT_FOUND, e)) {
        notices.add("backup " + backup + " expired meanwhile");
      } else if (Verification.isDamage(e)) {
        damaged.add(Failures.message(e));
      } else {
        throw e;
      }
    }
  }

  private static VerifyWorkflow child(String backup) {
    String parent = Workflow.getInfo().getWorkflowId();
    return Workflow.newChildWorkflowStub(
        VerifyWorkflow.class,
        ChildWorkflowOptions.newBuilder()
            .setWorkflowId(parent + "-" + backup)
            .setParentClosePolicy(ParentClosePolicy.PARENT_CLOSE_POLICY_REQUEST_CANCEL)
            .setStaticSummary("verify " + backup)
            .build());
  }

  private String report() {
    List<String> named = damaged.subList(0, Math.min(MOST_NAMED, damaged.size()));
    return damaged.size()
        + " of "
        + backups.size()
        + " backups of "
        + request.database()
        + " are damaged: "
        + String.join("; ", named)
        + (damaged.size() > named.size() ? "; …" : "");
  }

  /** Counted in backups. */
  VerifyProgress progress() {
    return new VerifyProgress(
        request.database(),
        VerifyRequest.ALL,
        whole.size() + damaged.size(),
        backups.size(),
        bytes,
        bytes);
  }
}
