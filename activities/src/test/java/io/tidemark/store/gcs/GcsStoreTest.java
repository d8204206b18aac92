package io.tidemark.store.gcs;

import com.google.cloud.storage.BucketInfo;
import com.sun.net.httpserver.HttpServer;
import io.tidemark.store.BackupStore;
import io.tidemark.store.RemoteStoreContract;
import io.tidemark.store.StoreException;
import io.tidemark.store.remote.PartSizes;
import io.tidemark.testkit.stores.StoreServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Google's protocol as fake-gcs-server speaks it. */
final class GcsStoreTest extends RemoteStoreContract {

  private static final String BUCKET = "backups";
  private static final AtomicInteger PLACES = new AtomicInteger();
  private static final StoreServer FAKE_GCS = StoreServer.fakeGcs();
  private static final HttpServer FORBIDDING = forbidding();

  @BeforeAll
  static void createBucket() {
    GcsClients.open(settings(BUCKET, "", FAKE_GCS.endpoint())).create(BucketInfo.of(BUCKET));
  }

  @AfterAll
  static void stop() {
    FORBIDDING.stop(0);
    FAKE_GCS.close();
  }

  @Override
  protected BackupStore open() throws StoreException {
    return GcsStore.open(
        settings(BUCKET, "place-" + PLACES.incrementAndGet() + "/", FAKE_GCS.endpoint()));
  }

  /** The emulator lets everybody in, so this is a server that lets nobody in. */
  @Override
  protected BackupStore openWithWrongCredentials() throws StoreException {
    URI address = URI.create("http://127.0.0.1:" + FORBIDDING.getAddress().getPort());
    return GcsStore.open(settings(BUCKET, "", address));
  }

  @Override
  protected BackupStore openUnreachable() throws StoreException {
    return GcsStore.open(settings(BUCKET, "", StoreServer.deadEndpoint()));
  }

  @Override
  protected BackupStore openMissingBucket() throws StoreException {
    return GcsStore.open(settings("no-such-bucket", "", FAKE_GCS.endpoint()));
  }

  private static GcsSettings settings(String bucket, String prefix, URI endpoint) {
    return new GcsSettings(
        bucket,
        prefix,
        Optional.of(endpoint),
        Optional.empty(),
        Optional.empty(),
        new PartSizes(1 << 20));
  }

  private static HttpServer forbidding() {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext(
          "/",
          exchange -> {
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(403, -1);
            exchange.close();
          });
      server.start();
      return server;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
