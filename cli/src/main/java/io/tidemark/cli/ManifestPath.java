package io.tidemark.cli;

import java.nio.file.Path;
import java.util.Map;

/** Lets people name a manifest by its file, as their shell completes it. */
final class ManifestPath {
  private ManifestPath() {}

  /** The key in the store: what is under BACKUP_DIR becomes relative to it, the rest stays. */
  static String key(String manifest, Map<String, String> environment) {
    String folder = environment.getOrDefault("BACKUP_DIR", "");
    if (folder.isEmpty()) {
      return manifest;
    }
    Path root = Path.of(folder).toAbsolutePath().normalize();
    Path file = Path.of(manifest).toAbsolutePath().normalize();
    return file.startsWith(root) && !file.equals(root)
        ? root.relativize(file).toString().replace('\\', '/')
        : manifest;
  }
}
