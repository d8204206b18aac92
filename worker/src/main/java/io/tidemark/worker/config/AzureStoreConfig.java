package io.tidemark.worker.config;

import static java.util.Objects.requireNonNull;

import io.tidemark.store.azure.AzureSettings;

/**
 * A store in a container of Azure Blob Storage.
 *
 * @param name the name that databases use
 */
public record AzureStoreConfig(String name, AzureSettings settings) implements StoreConfig {
  public AzureStoreConfig {
    requireNonNull(name, "name is null");
    requireNonNull(settings, "settings is null");
  }
}
