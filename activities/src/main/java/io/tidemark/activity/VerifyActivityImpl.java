package io.tidemark.activity;

import io.temporal.activity.Activity;
import io.temporal.activity.ActivityExecutionContext;
import io.tidemark.api.FailureType;
import io.tidemark.api.verify.VerifyActivity;
import io.tidemark.archive.RecordedPart;
import io.tidemark.load.LoadException;
import io.tidemark.pipeline.ObjectReader;
import io.tidemark.postgres.PgToolException;
import io.tidemark.store.StoreException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Reads objects to their end, and compares or parses them. A repeat goes on at the next part. */
public final class VerifyActivityImpl implements VerifyActivity {
  private static final Duration HEARTBEAT = Duration.ofSeconds(1);

  private final Installation installation;

  public VerifyActivityImpl(Installation installation) {
    this.installation = installation;
  }

  /**
   * How far an attempt is, as its heartbeats say.
   *
   * @param parts parts done
   * @param bytes stored bytes of those
   * @param rows rows of those
   * @param problems what was found wrong
   */
  record Position(int parts, long bytes, long rows, List<String> problems) {
    static final Position START = new Position(0, 0, 0, List.of());

    Position {
      problems = List.copyOf(problems);
    }

    Position after(RecordedPart part, long partRows, @Nullable String problem) {
      List<String> all = new ArrayList<>(problems);
      if (problem != null) {
        all.add(problem);
      }
      return new Position(parts + 1, bytes + part.object().sizeBytes(), rows + partRows, all);
    }
  }

  @Override
  public Verified verify(VerifyInput input) {
    ActivityExecutionContext context = Activity.getExecutionContext();
    AtomicReference<Position> position =
        new AtomicReference<>(context.getHeartbeatDetails(Position.class).orElse(Position.START));
    return ActivityFailures.mapping(
        FailureType.STORE_UNAVAILABLE,
        () -> Heartbeating.run(context, position::get, HEARTBEAT, () -> run(input, position)));
  }

  private Verified run(VerifyInput input, AtomicReference<Position> position) throws Exception {
    OpenContents backup = OpenContents.of(input.backup(), installation);
    DeepRead deep = new DeepRead(installation, backup);
    List<Integer> parts = input.parts();
    for (int at = Objects.requireNonNull(position.get()).parts(); at < parts.size(); at++) {
      RecordedPart part = backup.contents().part(parts.get(at));
      long rows = 0;
      @Nullable String problem = null;
      try {
        if (input.deep()) {
          rows = deep.read(part);
        } else {
          new ObjectReader().verify(backup.store(), part.object());
        }
      } catch (IOException e) {
        problem = damage(part, e);
      } catch (LoadException e) {
        problem = "part " + part.index() + ": " + e.getMessage();
      }
      position.set(position.get().after(part, rows, problem));
    }
    Position end = position.get();
    if (!end.problems().isEmpty()) {
      throw new RefusedException(FailureType.BACKUP_DAMAGED, String.join("; ", end.problems()));
    }
    return new Verified(parts.size(), end.bytes(), end.rows());
  }

  /** What is wrong with a part; what is wrong with the store or the key is no damage. */
  private static String damage(RecordedPart part, IOException e) throws IOException {
    boolean damaged =
        (e instanceof StoreException store
                && (store.kind() == StoreException.Kind.CORRUPT
                    || store.kind() == StoreException.Kind.NOT_FOUND))
            || (e instanceof PgToolException tool && tool.kind() == PgToolException.Kind.FAILED);
    if (!damaged) {
      throw e;
    }
    return "part " + part.index() + ": " + e.getMessage();
  }
}
