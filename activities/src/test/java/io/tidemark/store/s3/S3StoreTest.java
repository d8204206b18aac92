package io.tidemark.store.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.store.BackupStore;
import io.tidemark.store.ObjectKey;
import io.tidemark.store.RemoteStoreContract;
import io.tidemark.store.StoreException;
import io.tidemark.store.StoreWriter;
import io.tidemark.store.remote.PartSizes;
import io.tidemark.store.s3.S3Settings.AccessKey;
import io.tidemark.store.s3.S3Settings.Encryption;
import io.tidemark.testkit.stores.StoreServer;
import io.tidemark.testkit.stores.TcpProxy;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/** S3's protocol as MinIO speaks it. */
final class S3StoreTest extends RemoteStoreContract {

  private static final String BUCKET = "backups";
  private static final PartSizes SMALLEST_PARTS = new PartSizes(5 << 20);
  private static final AtomicInteger PLACES = new AtomicInteger();
  private static final StoreServer MINIO = StoreServer.minio();

  private String prefix = "";

  @BeforeAll
  static void createBucket() {
    try (S3Client client = S3Clients.open(settings("", MINIO.endpoint(), StoreServer.SECRET))) {
      client.createBucket(bucket -> bucket.bucket(BUCKET));
    }
  }

  @AfterAll
  static void stop() {
    MINIO.close();
  }

  @Override
  protected BackupStore open() throws StoreException {
    prefix = "place-" + PLACES.incrementAndGet() + "/";
    return S3Store.open(settings(prefix, MINIO.endpoint(), StoreServer.SECRET));
  }

  @Override
  protected int partSizeBytes() {
    return SMALLEST_PARTS.firstBytes();
  }

  @Override
  protected BackupStore openWithWrongCredentials() throws StoreException {
    return S3Store.open(settings("", MINIO.endpoint(), "not-the-secret"));
  }

  @Override
  protected BackupStore openUnreachable() throws StoreException {
    return S3Store.open(settings("", StoreServer.deadEndpoint(), StoreServer.SECRET));
  }

  @Override
  protected BackupStore openMissingBucket() throws StoreException {
    S3Settings here = settings("", MINIO.endpoint(), StoreServer.SECRET);
    return S3Store.open(
        new S3Settings(
            "no-such-bucket",
            "",
            here.endpoint(),
            here.region(),
            here.pathStyle(),
            here.accessKey(),
            here.encryption(),
            here.storageClass(),
            here.partSizes()));
  }

  @Test
  void anAbandonedUploadIsAborted() throws Exception {
    ObjectKey key = ObjectKey.of("abandoned");
    try (S3Client client = S3Clients.open(settings("", MINIO.endpoint(), StoreServer.SECRET))) {
      try (StoreWriter writer = store.newWriter(key)) {
        writer.stream().write(bytes(2 * partSizeBytes()));
        assertThat(uploads(client, key)).isOne();
      }
      assertThat(uploads(client, key)).isZero();
    }
  }

  @Test
  void whatTheSdkSendsAgainIsCounted() throws Exception {
    byte[] bytes = bytes(3 * partSizeBytes());
    ObjectKey key = ObjectKey.of("sent", "again");
    try (TcpProxy network = new TcpProxy(MINIO.endpoint());
        BackupStore through =
            S3Store.open(settings(prefix, network.endpoint(), StoreServer.SECRET));
        StoreWriter writer = through.newWriter(key)) {
      writer.stream().write(bytes, 0, bytes.length / 2);
      assertThat(writer.repeats()).isZero();
      network.cutNext(2, 1_000_000);
      writer.stream().write(bytes, bytes.length / 2, bytes.length - bytes.length / 2);
      writer.commit();

      assertThat(network.cutsDone()).isEqualTo(2);
      assertThat(writer.repeats()).isEqualTo(2);
    }
    assertThat(get(key)).isEqualTo(bytes);
  }

  @Test
  void anUploadThatCannotBeAbortedIsAbortedLater() throws Exception {
    try (TcpProxy network = new TcpProxy(MINIO.endpoint());
        BackupStore through =
            S3Store.open(settings(prefix, network.endpoint(), StoreServer.SECRET));
        S3Client client = S3Clients.open(settings("", MINIO.endpoint(), StoreServer.SECRET))) {
      ObjectKey lost = ObjectKey.of("lost");
      try (StoreWriter writer = through.newWriter(lost)) {
        writer.stream().write(bytes(2 * partSizeBytes()));
        network.down();
      }
      assertThat(uploads(client, lost)).isOne();

      network.up();
      try (StoreWriter writer = through.newWriter(ObjectKey.of("next"))) {
        writer.commit();
      }
      assertThat(uploads(client, lost)).isZero();
    }
  }

  @Test
  void theStorageClassIsAskedFor() throws Exception {
    S3Settings here = settings(prefix, MINIO.endpoint(), StoreServer.SECRET);
    S3Settings reduced =
        new S3Settings(
            here.bucket(),
            prefix,
            here.endpoint(),
            here.region(),
            here.pathStyle(),
            here.accessKey(),
            Encryption.BUCKET_DEFAULT,
            Optional.of("REDUCED_REDUNDANCY"),
            here.partSizes());
    try (BackupStore asking = S3Store.open(reduced);
        S3Client client = S3Clients.open(here);
        StoreWriter writer = asking.newWriter(ObjectKey.of("reduced"))) {
      writer.stream().write(bytes(1));
      writer.commit();
      HeadObjectResponse head =
          client.headObject(object -> object.bucket(BUCKET).key(prefix + "reduced"));
      assertThat(head.storageClassAsString()).isEqualTo("REDUCED_REDUNDANCY");
    }
  }

  @Test
  void aSecretIsNotShown() {
    assertThat(settings("", MINIO.endpoint(), "not-the-secret").toString())
        .contains("secret=***")
        .doesNotContain("not-the-secret");
  }

  private int uploads(S3Client client, ObjectKey key) {
    return client
        .listMultipartUploads(list -> list.bucket(BUCKET).prefix(prefix + key.value()))
        .uploads()
        .size();
  }

  private static S3Settings settings(String prefix, URI endpoint, String secret) {
    return new S3Settings(
        BUCKET,
        prefix,
        Optional.of(endpoint),
        Optional.of("us-east-1"),
        Optional.empty(),
        Optional.of(new AccessKey(StoreServer.ACCOUNT, secret)),
        Encryption.BUCKET_DEFAULT,
        Optional.empty(),
        SMALLEST_PARTS);
  }
}
