package io.tidemark.testkit.stores;

import com.azure.storage.blob.BlobServiceClientBuilder;
import com.google.cloud.NoCredentials;
import com.google.cloud.storage.BucketInfo;
import com.google.cloud.storage.StorageOptions;
import io.tidemark.store.azure.AzureSettings;
import io.tidemark.store.azure.AzureSettings.ConnectionString;
import io.tidemark.store.gcs.GcsSettings;
import io.tidemark.store.remote.PartSizes;
import io.tidemark.store.s3.S3Settings;
import io.tidemark.store.s3.S3Settings.AccessKey;
import io.tidemark.store.s3.S3Settings.Encryption;
import java.net.URI;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** New buckets on the store servers, and the settings that open them with small parts. */
public final class TestBuckets {

  private static final PartSizes LEAST_OF_S3 = new PartSizes(5 << 20);
  private static final PartSizes SMALL = new PartSizes(1 << 20);

  private TestBuckets() {}

  /** The vendor's own client, to look at a server past our code. */
  public static S3Client s3Client(URI endpoint) {
    return S3Client.builder()
        .endpointOverride(endpoint)
        .region(Region.US_EAST_1)
        .forcePathStyle(true)
        .credentialsProvider(
            StaticCredentialsProvider.create(
                AwsBasicCredentials.create(StoreServer.ACCOUNT, StoreServer.SECRET)))
        .httpClientBuilder(Apache5HttpClient.builder())
        .build();
  }

  /** A bucket on MinIO. */
  public static S3Settings s3(StoreServer minio, String bucket) {
    try (S3Client client = s3Client(minio.endpoint())) {
      client.createBucket(create -> create.bucket(bucket));
    }
    return s3At(minio.endpoint(), bucket);
  }

  /** A bucket that is there, by another way to its server. */
  public static S3Settings s3At(URI endpoint, String bucket) {
    return new S3Settings(
        bucket,
        "",
        Optional.of(endpoint),
        Optional.of("us-east-1"),
        Optional.empty(),
        Optional.of(new AccessKey(StoreServer.ACCOUNT, StoreServer.SECRET)),
        Encryption.BUCKET_DEFAULT,
        Optional.empty(),
        LEAST_OF_S3);
  }

  /** A container on Azurite. */
  public static AzureSettings azure(StoreServer azurite, String container) {
    ConnectionString connection =
        new ConnectionString(
            "DefaultEndpointsProtocol=http;AccountName=%s;AccountKey=%s;BlobEndpoint=%s/%s;"
                .formatted(
                    StoreServer.ACCOUNT,
                    StoreServer.SECRET,
                    azurite.endpoint(),
                    StoreServer.ACCOUNT));
    new BlobServiceClientBuilder()
        .connectionString(connection.value())
        .buildClient()
        .createBlobContainer(container);
    return new AzureSettings(container, "", connection, Optional.empty(), SMALL);
  }

  /** A bucket on fake-gcs-server. */
  public static GcsSettings gcs(StoreServer fakeGcs, String bucket) {
    StorageOptions.http()
        .setProjectId("none")
        .setHost(fakeGcs.endpoint().toString())
        .setCredentials(NoCredentials.getInstance())
        .build()
        .getService()
        .create(BucketInfo.of(bucket));
    return new GcsSettings(
        bucket, "", Optional.of(fakeGcs.endpoint()), Optional.empty(), Optional.empty(), SMALL);
  }
}
