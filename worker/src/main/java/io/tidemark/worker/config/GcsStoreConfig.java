package io.tidemark.worker.config;

import static java.util.Objects.requireNonNull;

import io.tidemark.store.gcs.GcsSettings;

/**
 * A store in a bucket of Google Cloud Storage.
 *
 * @param name the name that databases use
 */
public record GcsStoreConfig(String name, GcsSettings settings) implements StoreConfig {
  public GcsStoreConfig {
    requireNonNull(name, "name is null");
    requireNonNull(settings, "settings is null");
  }
}
