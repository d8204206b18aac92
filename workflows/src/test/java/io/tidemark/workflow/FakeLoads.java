package io.tidemark.workflow;

import io.tidemark.api.restore.Finding;
import io.tidemark.api.restore.ImpactActivity;
import io.tidemark.api.restore.ImpactReport;
import io.tidemark.api.restore.LoadActivities;
import io.tidemark.api.restore.RestoreContext;
import io.tidemark.api.verify.VerifyActivity;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The work of verifications and restores. */
final class FakeLoads implements LoadActivities, VerifyActivity, ImpactActivity {
  private final Script script;
  private final FakeRestores restores;
  private final List<VerifyInput> verified = new CopyOnWriteArrayList<>();
  volatile List<Finding> findings = List.of();
  volatile long liveRows = 5_000;

  FakeLoads(Script script, FakeRestores restores) {
    this.script = script;
    this.restores = restores;
  }

  @Override
  public Verified verify(VerifyInput input) {
    script.enter("verify " + input.parts().get(0));
    verified.add(input);
    return new Verified(
        input.parts().size(),
        input.parts().stream().mapToLong(part -> 1_000L * (part + 1)).sum(),
        input.deep() ? 10L * input.parts().size() : 0);
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

  @Override
  public ImpactReport impact(ImpactInput input) {
    script.enter("impact");
    long live = liveRows;
    return new ImpactReport(
        "2026-11-23T19:00:00Z",
        live,
        3_000,
        1L << 20,
        1L << 19,
        4,
        3,
        1,
        List.of(),
        List.of(),
        List.of(
            new ImpactReport.TableImpact(
                "public.a", live, 3_000, "created_at", "2026-11-23", "2026-11-22")),
        List.of(),
        List.of());
  }

  List<VerifyInput> verified() {
    return List.copyOf(verified);
  }
}
