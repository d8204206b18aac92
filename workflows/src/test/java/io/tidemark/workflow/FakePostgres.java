package io.tidemark.workflow;

import io.temporal.failure.ApplicationFailure;
import io.tidemark.api.FailureType;
import io.tidemark.api.backup.HeldSnapshot;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Snapshots by id, as a server knows them: whatever the workflow believes, this decides. */
final class FakePostgres {
  private final Map<String, String> textById = new ConcurrentSkipListMap<>();
  private final AtomicInteger ids = new AtomicInteger();
  private final AtomicInteger transactions = new AtomicInteger(700);

  /** Opens an unrelated snapshot, or imports the first that lives. */
  HeldSnapshot open(int generation, int holder, String token, List<HeldSnapshot> from) {
    String text =
        from.isEmpty() ? transactions.addAndGet(10) + ":0:" : importAny(from).snapshotText();
    String id = String.format("0000%04d-1", ids.incrementAndGet());
    textById.put(id, text);
    return new HeldSnapshot(
        generation,
        holder,
        token,
        id,
        text,
        "2026-11-23 18:00:00.000001+00",
        "0/16B3740",
        "2026-11-23T18:15:00Z");
  }

  HeldSnapshot importAny(List<HeldSnapshot> candidates) {
    return candidates.stream()
        .filter(candidate -> candidate.snapshotText().equals(textById.get(candidate.snapshotId())))
        .findFirst()
        .orElseThrow(
            () ->
                ApplicationFailure.newNonRetryableFailure(
                    "no snapshot of " + candidates.size() + " can be imported",
                    FailureType.SNAPSHOT_GONE.wireName()));
  }

  void close(HeldSnapshot snapshot) {
    textById.remove(snapshot.snapshotId());
  }

  /** As after a restart: no snapshot lives. */
  void restart() {
    textById.clear();
  }

  int open() {
    return textById.size();
  }
}
