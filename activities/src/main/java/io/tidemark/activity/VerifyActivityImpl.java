package io.tidemark.activity;

import io.temporal.activity.Activity;
import io.tidemark.api.FailureType;
import io.tidemark.api.StoredObject;
import io.tidemark.api.backup.PartProgress;
import io.tidemark.api.verify.VerifyActivity;
import io.tidemark.pipeline.ObjectReader;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** Reads objects to their end and compares them with their digests. */
public final class VerifyActivityImpl implements VerifyActivity {
  private static final Duration HEARTBEAT = Duration.ofSeconds(1);

  private final Installation installation;

  public VerifyActivityImpl(Installation installation) {
    this.installation = installation;
  }

  @Override
  public Verified verify(VerifyInput input) {
    AtomicLong bytes = new AtomicLong();
    return ActivityFailures.mapping(
        FailureType.STORE_UNAVAILABLE,
        () ->
            Heartbeating.run(
                Activity.getExecutionContext(),
                () -> new PartProgress("checksum", 0, bytes.get(), 0),
                HEARTBEAT,
                () -> run(input, bytes)));
  }

  private Verified run(VerifyInput input, AtomicLong bytes)
      throws UnknownNameException, IOException {
    OpenContents backup = OpenContents.of(input.backup(), installation);
    ObjectReader reader = new ObjectReader();
    for (int part : input.parts()) {
      StoredObject object = backup.contents().part(part).object();
      reader.verify(backup.store(), object, bytes::addAndGet);
    }
    return new Verified(input.parts().size(), bytes.get());
  }
}
