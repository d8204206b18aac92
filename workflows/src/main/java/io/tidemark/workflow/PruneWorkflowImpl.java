package io.tidemark.workflow;

import io.temporal.workflow.Workflow;
import io.tidemark.api.prune.PruneActivity;
import io.tidemark.api.prune.PruneProgress;
import io.tidemark.api.prune.PruneRequest;
import io.tidemark.api.prune.PruneResult;
import io.tidemark.api.prune.PruneWorkflow;
import io.tidemark.api.prune.PrunedStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One store after the other. Needs no lock: the marks in the store keep it out of everybody's way,
 * those of other Temporal clusters included.
 */
public final class PruneWorkflowImpl implements PruneWorkflow {
  private final ActivityStubs stubs = ActivityStubs.ofThisWorkflow();
  private final Notices notices = new Notices();
  private final Steps steps = new Steps(this::show);
  private final List<PrunedStore> done = new ArrayList<>();
  private String database = "";
  private int total;

  @Override
  public PruneResult prune(@Nullable Object input) {
    StraySignals.noteIn(notices, this::show);
    PruneRequest request = Failures.orInvalidRequest(() -> PruneRequest.parse(input));
    database = request.database();
    try {
      List<String> stores = stores(request);
      total = stores.size();
      for (String store : stores) {
        done.add(
            steps.run(
                "prune " + store,
                () -> Pruning.run(stubs, database, store, request.dryRun(), request.anyShare())));
      }
      steps.run("pruned", this::show);
      return new PruneResult(database, request.dryRun(), done);
    } catch (RuntimeException e) {
      RuntimeException failure =
          Failures.leaving(e, "the prune of " + database + " was cancelled at: " + steps.current());
      new Announcements(stubs, notices).failed("prune", database, failure);
      throw failure;
    }
  }

  private List<String> stores(PruneRequest request) {
    if (request.store() != null) {
      return List.of(request.store());
    }
    return steps.run(
        "find the stores",
        () ->
            stubs
                .prune(PruneActivity.class, Duration.ofMinutes(2), "stores of " + database)
                .pruneStores(database));
  }

  @Override
  public PruneProgress progress() {
    return new PruneProgress(steps.current(), done.size(), total);
  }

  private void show() {
    StringBuilder text = new StringBuilder();
    text.append("**Prune of ").append(Markdown.escape(database)).append("** · ");
    text.append(Markdown.escape(steps.current())).append("\n\n");
    text.append("| store | kept | deleted | swept | refused |\n|---|---|---|---|---|\n");
    for (PrunedStore store : done) {
      text.append("| ").append(Markdown.escape(store.store()));
      text.append(" | ").append(store.kept());
      text.append(" | ").append(store.deleted().size());
      text.append(" | ").append(store.strays().size());
      text.append(" | ").append(Markdown.escape(store.refusal())).append(" |\n");
    }
    Markdown.appendNotices(text, notices.list());
    Workflow.setCurrentDetails(text.toString());
  }
}
