package io.tidemark.workflow;

import io.temporal.workflow.Workflow;
import io.tidemark.api.FailureType;
import io.tidemark.api.keys.RotateKeysActivity;
import io.tidemark.api.keys.RotateKeysActivity.Batch;
import io.tidemark.api.keys.RotateKeysActivity.Rewrapped;
import io.tidemark.api.keys.RotateKeysActivity.RotationInput;
import io.tidemark.api.keys.RotateKeysActivity.RotationScope;
import io.tidemark.api.keys.RotateKeysProgress;
import io.tidemark.api.keys.RotateKeysRequest;
import io.tidemark.api.keys.RotateKeysResult;
import io.tidemark.api.keys.RotateKeysWorkflow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rewrap every backup, then replace every manifest. Holds the lock of backups, so that nothing is
 * sealed or pruned meanwhile.
 */
public final class RotateKeysWorkflowImpl implements RotateKeysWorkflow {
  private static final Duration LONGEST = Duration.ofHours(24);

  private final ActivityStubs stubs = ActivityStubs.ofThisWorkflow();
  private final Notices notices = new Notices();
  private final Steps steps = new Steps(this::show);
  private final List<String> unreadable = new ArrayList<>();
  private String database = "";
  private int done;
  private int total;
  private int rewrapped;
  private int unchanged;

  @Override
  public RotateKeysResult rotate(@Nullable Object input) {
    StraySignals.noteIn(notices, this::show);
    RotateKeysRequest request = Failures.orInvalidRequest(() -> RotateKeysRequest.parse(input));
    database = request.database();
    try {
      ExclusionLock lock =
          ExclusionLock.take(stubs, "backup", database, "rotation of the keys of " + database);
      try {
        return new Deadline(LONGEST)
            .hold("the rotation of keys of " + database, steps::current, () -> rotate(request));
      } finally {
        lock.release();
      }
    } catch (RuntimeException e) {
      RuntimeException failure =
          Failures.leaving(e, "the rotation of keys of " + database + " was cancelled");
      new Announcements(stubs, notices).failed("rotate-keys", database, failure);
      throw failure;
    }
  }

  private RotateKeysResult rotate(RotateKeysRequest request) {
    RotationScope scope =
        steps.run(
            "find the backups",
            () ->
                activity("find backups of " + database)
                    .findForRotation(new RotationInput(database)));
    total = scope.batches().stream().mapToInt(batch -> batch.backupIds().size()).sum();
    List<Batch> readable = steps.run("wrap their keys anew", () -> rewrap(scope.batches()));
    if (!unreadable.isEmpty() && !request.skipUnreadable()) {
      throw Failures.of(
          FailureType.KEY_WRONG,
          unreadable.size()
              + " of "
              + total
              + " backups cannot be opened here, so no manifest was replaced and the old keys open"
              + " everything they opened before: "
              + String.join("; ", unreadable)
              + ". Give the worker their keys, delete them, or start with skipUnreadable");
    }
    done = 0;
    steps.run("replace their manifests", () -> replace(readable));
    steps.run("done", this::show);
    return new RotateKeysResult(
        database, scope.keyIds(), rewrapped, unchanged, unreadable, Elapsed.seconds());
  }

  private List<Batch> rewrap(List<Batch> batches) {
    List<Batch> readable = new ArrayList<>();
    for (Batch batch : batches) {
      Rewrapped outcome = activity("rewrap · " + label(batch)).rewrap(batch);
      List<String> ids = new ArrayList<>(outcome.rewrapped());
      ids.addAll(outcome.unchanged());
      readable.add(new Batch(batch.database(), batch.store(), ids));
      rewrapped += outcome.rewrapped().size();
      unchanged += outcome.unchanged().size();
      unreadable.addAll(outcome.unreadable());
      advance(batch);
    }
    return readable;
  }

  private void replace(List<Batch> batches) {
    for (Batch batch : batches) {
      activity("replace manifests · " + label(batch)).replaceManifests(batch);
      advance(batch);
    }
  }

  private void advance(Batch batch) {
    done += batch.backupIds().size();
    show();
  }

  private RotateKeysActivity activity(String summary) {
    return stubs.rowsPart(RotateKeysActivity.class, LONGEST, summary);
  }

  private static String label(Batch batch) {
    return batch.backupIds().size() + " backups in " + batch.store();
  }

  @Override
  public RotateKeysProgress progress() {
    return new RotateKeysProgress(steps.current(), done, total);
  }

  private void show() {
    StringBuilder text = new StringBuilder();
    text.append("**Rotation of the keys of ")
        .append(Markdown.escape(database))
        .append("** · ")
        .append(steps.current())
        .append("\n\n")
        .append(done)
        .append(" of ")
        .append(total)
        .append(" backups\n");
    Markdown.appendNotices(text, notices.list());
    Workflow.setCurrentDetails(text.toString());
  }
}
