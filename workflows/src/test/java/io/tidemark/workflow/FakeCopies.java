package io.tidemark.workflow;

import io.tidemark.api.backup.CopyActivity;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Copies that claim a kibibyte for each part. */
final class FakeCopies implements CopyActivity {
  private final Script script;
  private final List<CopyInput> uploads = new CopyOnWriteArrayList<>();
  private final List<CopyInput> seals = new CopyOnWriteArrayList<>();

  FakeCopies(Script script) {
    this.script = script;
  }

  @Override
  public Copied upload(CopyInput input) {
    uploads.add(input);
    script.enter("copy to " + input.store());
    return new Copied(input.parts().size(), 1024L * input.parts().size(), 0.5);
  }

  @Override
  public Copied sealCopy(CopyInput input) {
    seals.add(input);
    script.enter("seal copy in " + input.store());
    return new Copied(2, 24, 0.5);
  }

  List<CopyInput> uploads() {
    return List.copyOf(uploads);
  }

  List<CopyInput> seals() {
    return List.copyOf(seals);
  }
}
