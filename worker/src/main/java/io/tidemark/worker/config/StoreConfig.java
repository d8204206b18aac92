package io.tidemark.worker.config;

/** Where a store is. Each kind of store has its own record; none shows a secret in its text. */
public sealed interface StoreConfig
    permits FilesystemStoreConfig, S3StoreConfig, AzureStoreConfig, GcsStoreConfig {
  /** The name that databases and manifests use. */
  String name();
}
