package io.tidemark.store.azure;

import com.azure.core.http.HttpClient;
import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.identity.DefaultAzureCredentialBuilder;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.BlobServiceClientBuilder;
import com.azure.storage.common.policy.RequestRetryOptions;
import com.azure.storage.common.policy.RetryPolicyType;
import io.tidemark.store.azure.AzureSettings.Access;
import io.tidemark.store.azure.AzureSettings.Account;
import io.tidemark.store.azure.AzureSettings.ConnectionString;
import io.tidemark.store.azure.AzureSettings.SharedAccessSignature;
import java.time.Duration;

/** Builds the SDK's client. */
final class AzureClients {

  private static final int ATTEMPTS = 4;

  private AzureClients() {}

  /**
   * @throws IllegalArgumentException when the connection string is none
   */
  static BlobContainerClient open(AzureSettings settings) {
    HttpClient http =
        new JdkHttpClientBuilder()
            .connectionTimeout(Duration.ofSeconds(10))
            .responseTimeout(Duration.ofSeconds(60))
            .readTimeout(Duration.ofSeconds(60))
            .writeTimeout(Duration.ofSeconds(60))
            .build();
    BlobServiceClientBuilder builder =
        new BlobServiceClientBuilder()
            .httpClient(http)
            .retryOptions(
                new RequestRetryOptions(
                    RetryPolicyType.EXPONENTIAL,
                    ATTEMPTS,
                    (Duration) null,
                    Duration.ofMillis(500),
                    Duration.ofSeconds(10),
                    null));
    Access access = settings.access();
    if (access instanceof ConnectionString string) {
      builder.connectionString(string.value());
    } else if (access instanceof Account account) {
      builder
          .endpoint(account.address().toString())
          .credential(new DefaultAzureCredentialBuilder().httpClient(http).build());
    } else if (access instanceof SharedAccessSignature signature) {
      builder.endpoint(signature.endpoint().toString()).sasToken(signature.token());
    }
    return builder.buildClient().getBlobContainerClient(settings.container());
  }
}
