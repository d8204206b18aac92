package io.tidemark.workflow;

import io.tidemark.api.restore.Finding;
import io.tidemark.api.restore.LoadActivities;
import io.tidemark.api.restore.RestoreContext;
import io.tidemark.api.verify.VerifyActivity;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The work of verifications and restores. */
final class FakeLoads implements LoadActivities, VerifyActivity {
  private final Script script;
  private final FakeRestores restores;
  private final List<VerifyInput> verified = new CopyOnWriteArrayList<>();
  volatile List<Finding> findings = List.of();

  FakeLoads(Script script, FakeRestores restores) {
    this.script = script;
    this.restores = restores;
  }

  @Override
  public Verified verify(VerifyInput input) {
    script.enter("verify " + input.parts().get(0));
    verified.add(input);
    return new Verified(
        input.parts().size(), input.parts().stream().mapToLong(part -> 1_000L * (part + 1)).sum());
  }

  @Override
  public SideDatabaseReady testRestore(RestoreContext context) {
    script.enter("definitions");
    restores.sideDatabase = true;
    return new SideDatabaseReady(context.sideDatabase(), 24_576, List.of());
  }

  @Override
  public RowsLoaded testRestoreRows(RowsInput input) {
    script.enter("rows " + input.part());
    return new RowsLoaded(input.part(), 1_000, false);
  }

  @Override
  public PostDataLoaded testRestoreIndexes(RestoreContext context) {
    script.enter("indexes");
    return new PostDataLoaded(12, List.of("subscription \"s\" was not created"));
  }

  @Override
  public CheckResult verifyRestore(RestoreContext context) {
    script.enter("check");
    return new CheckResult(3, 3_000, findings);
  }

  List<VerifyInput> verified() {
    return List.copyOf(verified);
  }
}
