package io.tidemark.worker.config;

/** Where a store is. Each kind of store has its own record. */
public sealed interface StoreConfig permits FilesystemStoreConfig {
  /** The name that databases and manifests use. */
  String name();
}
