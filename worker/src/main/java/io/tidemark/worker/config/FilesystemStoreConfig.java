package io.tidemark.worker.config;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;

/**
 * A store in a folder.
 *
 * @param name the name that databases use
 * @param folder absolute path; created at first use
 */
public record FilesystemStoreConfig(String name, Path folder) implements StoreConfig {
  public FilesystemStoreConfig {
    requireNonNull(name, "name is null");
    requireNonNull(folder, "folder is null");
  }
}
