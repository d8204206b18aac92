package io.tidemark.store.gcs;

import com.google.api.gax.retrying.RetrySettings;
import com.google.cloud.NoCredentials;
import com.google.cloud.http.HttpTransportOptions;
import com.google.cloud.storage.Storage;
import com.google.cloud.storage.StorageOptions;
import java.time.Duration;

/** Builds the SDK's client. */
final class GcsClients {

  private static final int ATTEMPTS = 4;

  private GcsClients() {}

  static Storage open(GcsSettings settings) {
    StorageOptions.Builder builder =
        StorageOptions.http()
            // Objects belong to buckets, not to projects; without a name the SDK goes looking.
            .setProjectId("none")
            .setRetrySettings(
                RetrySettings.newBuilder()
                    .setMaxAttempts(ATTEMPTS)
                    .setInitialRetryDelayDuration(Duration.ofMillis(500))
                    .setRetryDelayMultiplier(2)
                    .setMaxRetryDelayDuration(Duration.ofSeconds(10))
                    .setTotalTimeoutDuration(Duration.ofMinutes(5))
                    .build())
            .setTransportOptions(
                HttpTransportOptions.newBuilder()
                    .setConnectTimeout(10_000)
                    .setReadTimeout(60_000)
                    .build());
    settings
        .emulator()
        .ifPresent(
            address ->
                builder.setHost(address.toString()).setCredentials(NoCredentials.getInstance()));
    return builder.build().getService();
  }
}
