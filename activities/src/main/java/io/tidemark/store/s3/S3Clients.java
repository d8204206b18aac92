package io.tidemark.store.s3;

import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.AwsProfileRegionProvider;
import software.amazon.awssdk.regions.providers.AwsRegionProviderChain;
import software.amazon.awssdk.regions.providers.SystemSettingsRegionProvider;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/** Builds the SDK's client. */
final class S3Clients {

  private static final int MAX_CONNECTIONS = 64;
  private static final int ATTEMPTS = 4;

  private S3Clients() {}

  static S3Client open(S3Settings settings) {
    S3Client client = builder(settings, false).build();
    if (usesPathStyle(settings, client)) {
      client.close();
      return builder(settings, true).build();
    }
    return client;
  }

  /** The SDK may know an endpoint that we were not told, from AWS_ENDPOINT_URL or a profile. */
  private static boolean usesPathStyle(S3Settings settings, S3Client client) {
    return settings
        .pathStyle()
        .orElseGet(
            () ->
                client
                    .serviceClientConfiguration()
                    .endpointOverride()
                    .map(S3Clients::isForeign)
                    .orElse(false));
  }

  private static S3ClientBuilder builder(S3Settings settings, boolean pathStyle) {
    S3ClientBuilder builder =
        S3Client.builder()
            .forcePathStyle(pathStyle)
            .region(region(settings))
            // We send a CRC-32 of each part as a plain header, which every implementation of the
            // protocol takes or ignores. The SDK would send trailers, which some refuse.
            .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
            .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
            .overrideConfiguration(
                override ->
                    override
                        .addExecutionInterceptor(new S3Attempts.Interceptor())
                        .retryStrategy(
                            AwsRetryStrategy.standardRetryStrategy().toBuilder()
                                .maxAttempts(ATTEMPTS)
                                .build()))
            .httpClientBuilder(
                Apache5HttpClient.builder()
                    .maxConnections(MAX_CONNECTIONS)
                    .connectionTimeout(Duration.ofSeconds(10))
                    .socketTimeout(Duration.ofSeconds(60)));
    settings.endpoint().ifPresent(builder::endpointOverride);
    settings
        .accessKey()
        .ifPresent(
            key ->
                builder.credentialsProvider(
                    StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(key.id(), key.secret()))));
    return builder;
  }

  /** Other providers have no regions, but the signature needs one. */
  private static Region region(S3Settings settings) {
    if (settings.region().isPresent()) {
      return Region.of(settings.region().get());
    }
    try {
      return new AwsRegionProviderChain(
              new SystemSettingsRegionProvider(), new AwsProfileRegionProvider())
          .getRegion();
    } catch (SdkClientException e) {
      return Region.US_EAST_1;
    }
  }

  private static boolean isForeign(URI endpoint) {
    String host = String.valueOf(endpoint.getHost()).toLowerCase(Locale.ROOT);
    return !host.endsWith(".amazonaws.com") && !host.endsWith(".amazonaws.com.cn");
  }
}
