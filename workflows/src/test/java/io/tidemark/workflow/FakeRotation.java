package io.tidemark.workflow;

import io.tidemark.api.keys.RotateKeysActivity;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Three backups in a store and one copy; the middle one may be closed to every key. */
final class FakeRotation implements RotateKeysActivity {
  private static final Batch MAIN = new Batch("orders", "main", List.of("one", "two", "three"));
  private static final Batch COPY = new Batch("orders", "offsite", List.of("one"));

  private final Script script;
  private final List<Batch> replaced = new CopyOnWriteArrayList<>();
  volatile boolean closed;

  FakeRotation(Script script) {
    this.script = script;
  }

  @Override
  public RotationScope findForRotation(RotationInput input) {
    script.enter("find for rotation");
    return new RotationScope(List.of("0123456789abcdef"), List.of(MAIN, COPY));
  }

  @Override
  public Rewrapped rewrap(Batch batch) {
    script.enter("rewrap in " + batch.store());
    if (batch.equals(COPY)) {
      return new Rewrapped(List.of(), List.of("one"), List.of());
    }
    return closed
        ? new Rewrapped(List.of("one", "three"), List.of(), List.of("two in main: another key"))
        : new Rewrapped(batch.backupIds(), List.of(), List.of());
  }

  @Override
  public void replaceManifests(Batch batch) {
    script.enter("replace in " + batch.store());
    replaced.add(batch);
  }

  List<Batch> replaced() {
    return List.copyOf(replaced);
  }
}
