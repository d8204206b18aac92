package io.tidemark.worker.config;

import static java.util.Objects.requireNonNull;

import io.tidemark.store.s3.S3Settings;

/**
 * A store in a bucket that speaks S3.
 *
 * @param name the name that databases use
 */
public record S3StoreConfig(String name, S3Settings settings) implements StoreConfig {
  public S3StoreConfig {
    requireNonNull(name, "name is null");
    requireNonNull(settings, "settings is null");
  }
}
