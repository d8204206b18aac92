package io.tidemark.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tidemark.store.StoreException.Kind;
import io.tidemark.testkit.stores.StoreServer;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What stores behind a network must do beside the rest. */
public abstract class RemoteStoreContract extends BackupStoreContract {

  private static final ObjectKey KEY = ObjectKey.of("orders", "part");

  /** The same place, opened with a secret that is wrong and contains {@code not-the-secret}. */
  protected abstract BackupStore openWithWrongCredentials() throws Exception;

  /** A store at an address where nobody listens. */
  protected abstract BackupStore openUnreachable() throws Exception;

  /** A store in a bucket or container that does not exist. */
  protected abstract BackupStore openMissingBucket() throws Exception;

  @Test
  protected void wrongCredentialsAreDeniedForGood() throws Exception {
    try (BackupStore denied = openWithWrongCredentials()) {
      for (ThrowingCallable call : callsOf(denied)) {
        assertThatFails(call, Kind.ACCESS_DENIED);
      }
    }
  }

  @Test
  protected void anUnreachableStoreIsWorthAnotherTry() throws Exception {
    try (BackupStore unreachable = openUnreachable()) {
      assertThatFails(() -> unreachable.stat(KEY), Kind.UNAVAILABLE);
      assertThatFails(() -> write(unreachable), Kind.UNAVAILABLE);
    }
  }

  @Test
  protected void aMissingBucketIsSaidToBeMissing() throws Exception {
    try (BackupStore missing = openMissingBucket()) {
      assertThatFails(() -> missing.list("", object -> {}), Kind.NOT_FOUND);
      assertThatFails(() -> write(missing), Kind.NOT_FOUND);
    }
  }

  @Test
  protected void theDescriptionHoldsNoSecret() {
    assertThat(store.describe()).isNotEmpty().doesNotContain(StoreServer.SECRET);
  }

  private static List<ThrowingCallable> callsOf(BackupStore store) {
    return List.of(
        () -> store.stat(KEY),
        () -> store.read(KEY, 0),
        () -> store.list("", object -> {}),
        () -> store.delete(KEY),
        () -> write(store));
  }

  private static void write(BackupStore store) throws Exception {
    try (StoreWriter writer = store.newWriter(KEY)) {
      writer.stream().write(1);
      writer.commit();
    }
  }

  private static void assertThatFails(ThrowingCallable call, Kind kind) {
    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(call)
        .satisfies(
            e -> {
              assertThat(e.kind()).as("%s", e).isEqualTo(kind);
              for (Throwable each = e; each != null; each = each.getCause()) {
                assertThat(String.valueOf(each.getMessage()))
                    .doesNotContain(StoreServer.SECRET)
                    .doesNotContain("not-the-secret")
                    .doesNotContain("bm90LXRoZS1zZWNyZXQ");
              }
            });
  }
}
