package io.tidemark.store.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.azure.storage.blob.BlobServiceClientBuilder;
import com.azure.storage.blob.sas.BlobContainerSasPermission;
import com.azure.storage.blob.sas.BlobServiceSasSignatureValues;
import io.tidemark.store.BackupStore;
import io.tidemark.store.ObjectKey;
import io.tidemark.store.RemoteStoreContract;
import io.tidemark.store.StoreException;
import io.tidemark.store.StoreException.Kind;
import io.tidemark.store.azure.AzureSettings.ConnectionString;
import io.tidemark.store.azure.AzureSettings.SharedAccessSignature;
import io.tidemark.store.remote.PartSizes;
import io.tidemark.testkit.stores.StoreServer;
import java.net.URI;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Azure's protocol as Azurite speaks it. */
final class AzureStoreTest extends RemoteStoreContract {

  private static final String CONTAINER = "backups";
  private static final AtomicInteger PLACES = new AtomicInteger();
  private static final StoreServer AZURITE = StoreServer.azurite();

  private String prefix = "";

  @BeforeAll
  static void createContainer() {
    AzureClients.open(settings("", connection(AZURITE.endpoint(), StoreServer.SECRET))).create();
  }

  @AfterAll
  static void stop() {
    AZURITE.close();
  }

  @Override
  protected BackupStore open() throws StoreException {
    prefix = "place-" + PLACES.incrementAndGet() + "/";
    return AzureStore.open(settings(prefix, connection(AZURITE.endpoint(), StoreServer.SECRET)));
  }

  @Override
  protected BackupStore openWithWrongCredentials() throws StoreException {
    return AzureStore.open(settings("", connection(AZURITE.endpoint(), "bm90LXRoZS1zZWNyZXQ=")));
  }

  @Override
  protected BackupStore openUnreachable() throws StoreException {
    return AzureStore.open(
        settings("", connection(StoreServer.deadEndpoint(), StoreServer.SECRET)));
  }

  @Override
  protected BackupStore openMissingBucket() throws StoreException {
    return AzureStore.open(
        new AzureSettings(
            "no-such-container",
            "",
            connection(AZURITE.endpoint(), StoreServer.SECRET),
            Optional.empty(),
            PartSizes.DEFAULT));
  }

  @Test
  void aSharedAccessSignatureOpensTheStoreAndIsNeverShown() throws Exception {
    String token =
        new BlobServiceClientBuilder()
            .connectionString(connection(AZURITE.endpoint(), StoreServer.SECRET).value())
            .buildClient()
            .getBlobContainerClient(CONTAINER)
            .generateSas(
                new BlobServiceSasSignatureValues(
                    OffsetDateTime.now(ZoneOffset.UTC).plusHours(1),
                    BlobContainerSasPermission.parse("rl")));
    var access =
        new SharedAccessSignature(
            URI.create(AZURITE.endpoint() + "/" + StoreServer.ACCOUNT), token);
    String signature = token.replaceAll(".*sig=([^&]*).*", "$1");
    put(ObjectKey.of("seen"), bytes(3));

    try (BackupStore readable = AzureStore.open(settings(prefix, access))) {
      assertThat(readable.stat(ObjectKey.of("seen"))).isPresent();
      ObjectKey key = ObjectKey.of("refused");
      assertThatExceptionOfType(StoreException.class)
          .isThrownBy(
              () -> {
                try (var writer = readable.newWriter(key)) {
                  writer.commit();
                }
              })
          .satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.ACCESS_DENIED))
          .withNoCause()
          .satisfies(e -> assertThat(e.getMessage()).doesNotContain(signature));
      assertThat(access.toString()).doesNotContain(signature);
    }
  }

  @Test
  void aMalformedConnectionStringIsNotRepeated() {
    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(
            () ->
                AzureStore.open(
                    settings("", new ConnectionString("AccountKey=not-the-secret;nonsense"))))
        .satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.INVALID))
        .withMessageNotContaining("not-the-secret")
        .withNoCause();
  }

  private static AzureSettings settings(String prefix, AzureSettings.Access access) {
    return new AzureSettings(CONTAINER, prefix, access, Optional.empty(), new PartSizes(1 << 20));
  }

  private static ConnectionString connection(URI endpoint, String secret) {
    return new ConnectionString(
        "DefaultEndpointsProtocol=http;AccountName=%s;AccountKey=%s;BlobEndpoint=%s/%s;"
            .formatted(StoreServer.ACCOUNT, secret, endpoint, StoreServer.ACCOUNT));
  }
}
