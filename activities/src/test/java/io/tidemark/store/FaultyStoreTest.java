package io.tidemark.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tidemark.store.FaultyStore.Operation;
import io.tidemark.store.StoreException.Kind;
import io.tidemark.store.memory.MemoryStore;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class FaultyStoreTest extends BackupStoreContract {

  private static final ObjectKey KEY = ObjectKey.of("orders", "part");

  private final FaultyStore faulty = new FaultyStore(new MemoryStore());

  @Override
  protected BackupStore open() {
    return faulty;
  }

  @Test
  void failuresWearOff() throws IOException {
    faulty.failNext(2, Operation.COMMIT, "orders/", Kind.UNAVAILABLE);
    put(ObjectKey.of("other"), bytes(1));

    for (int i = 0; i < 2; i++) {
      assertThatExceptionOfType(StoreException.class)
          .isThrownBy(() -> put(KEY, bytes(1)))
          .satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.UNAVAILABLE));
    }
    put(KEY, bytes(1));
    assertThat(listed("")).containsExactly("orders/part", "other");
  }

  @Test
  void aReadIsCorruptOnce() throws IOException {
    byte[] bytes = bytes(100);
    put(KEY, bytes);
    faulty.corruptNextRead("part", 17);

    assertThat(get(KEY)).isEqualTo(FaultyStore.flipped(bytes, 17)).isNotEqualTo(bytes);
    assertThat(get(KEY)).isEqualTo(bytes);
    faulty.truncateNextRead("part", 10);
    assertThat(get(KEY)).hasSize(10);
  }

  @Test
  void commitsLie() throws IOException {
    faulty.truncateNextCommit("part", 3).loseNextCommit("other");

    assertThat(put(KEY, bytes(10)).sizeBytes()).isEqualTo(10);
    assertThat(get(KEY)).hasSize(7);
    assertThat(put(ObjectKey.of("other"), bytes(10)).sizeBytes()).isEqualTo(10);
    assertThat(listed("")).containsExactly("orders/part");
  }

  @Test
  void listingsGoStale() throws IOException {
    faulty.freezeListings();
    put(KEY, bytes(1));

    assertThat(listed("")).isEmpty();
    faulty.thawListings();
    assertThat(listed("")).containsExactly("orders/part");
  }

  @Test
  void theDiskFillsUp() throws IOException {
    faulty.fullAfter(10);

    put(ObjectKey.of("fits"), bytes(6));
    assertFails(Kind.OUT_OF_SPACE, KEY, () -> put(KEY, bytes(6)));
    faulty.makeRoom();
    put(KEY, bytes(6));
  }

  @Test
  void whatStallsGoesOnWhenReleased() throws Exception {
    put(KEY, bytes(5));
    faulty.stallNext(Operation.READ, "");
    CompletableFuture<Integer> reading =
        CompletableFuture.supplyAsync(
            () -> {
              try (InputStream in = faulty.read(KEY, 0)) {
                return in.readAllBytes().length;
              } catch (IOException e) {
                throw new AssertionError(e);
              }
            });

    faulty.awaitStalled();
    assertThat(reading).isNotDone();
    faulty.release();
    assertThat(reading.get(10, TimeUnit.SECONDS)).isEqualTo(5);
  }
}
