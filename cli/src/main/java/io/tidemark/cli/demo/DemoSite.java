package io.tidemark.cli.demo;

import io.tidemark.cli.dev.RunningWorker;
import io.tidemark.cli.outcome.CommandException;
import io.tidemark.postgres.ConnectionTarget;
import io.tidemark.postgres.PgTools;
import io.tidemark.postgres.Sessions;
import io.tidemark.provision.PostgresInstallation;
import io.tidemark.provision.ProgramCache;
import io.tidemark.provision.ScratchPostgres;
import io.tidemark.worker.config.ConfigException;
import io.tidemark.worker.config.ConfigLoader;
import io.tidemark.worker.config.TidemarkConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Everything that the demo starts and leaves on disk; gone without a trace when it is closed, which
 * may happen from a shutdown hook and more than once.
 */
final class DemoSite implements AutoCloseable {
  static final String DATABASE = "shop";

  private final Deque<AutoCloseable> open = new ArrayDeque<>();
  private final Sessions sessions = new Sessions();
  private final Path folder;
  private boolean closed;

  DemoSite() throws IOException {
    folder = Files.createTempDirectory("tidemark-demo");
    open.push(() -> delete(folder));
  }

  /** Where the backups are written. */
  Path store() {
    return folder.resolve("backups");
  }

  Sessions sessions() {
    return sessions;
  }

  ScratchPostgres startPostgres() throws IOException {
    PostgresInstallation installation = PostgresInstallation.findOrFetch(ProgramCache.folder());
    return keep(
        ScratchPostgres.start(
            installation, Map.of("shared_buffers", "256MB", "max_wal_size", "4GB")));
  }

  DemoTemporal startTemporal() throws IOException, CommandException {
    return keep(DemoTemporal.start(folder.resolve("temporal")));
  }

  /** The configuration that somebody would write for this, with a key made up here and now. */
  TidemarkConfig configure(ScratchPostgres postgres) throws ConfigException {
    byte[] key = new byte[32];
    new SecureRandom().nextBytes(key);
    return ConfigLoader.load(
        Map.of(
            "DATABASE_URL", postgres.uri(DATABASE),
            "BACKUP_DIR", store().toString(),
            "BACKUP_ENCRYPTION_KEY", HexFormat.of().formatHex(key),
            "TIDEMARK_PG_BIN", postgres.installation().binFolder().toString(),
            // Smaller than usual, so that a small database shows more than one slice.
            "TIDEMARK_PART_SIZE_MIB", "32"));
  }

  void startWorker(TidemarkConfig config, DemoTemporal temporal) throws CommandException {
    keep(RunningWorker.start(config, temporal.newSession()));
  }

  /** Creates the database and fills it. */
  void fill(ScratchPostgres postgres) throws SQLException {
    try (Connection session = sessions.open(postgres.target(), "tidemark demo");
        Statement statement = session.createStatement()) {
      statement.execute("CREATE DATABASE " + DATABASE);
    }
    try (Connection session = sessions.open(shop(postgres), "tidemark demo")) {
      SampleShop.fill(session);
    }
  }

  static ConnectionTarget shop(ScratchPostgres postgres) {
    return postgres.target().withDatabase(DATABASE);
  }

  static PgTools tools(TidemarkConfig config) {
    return new PgTools(config.programs().map(List::of).orElse(List.of()), System.getenv());
  }

  @Override
  public void close() {
    synchronized (open) {
      closed = true;
      while (!open.isEmpty()) {
        try {
          open.pop().close();
        } catch (Exception e) {
          System.err.println("tidemark: cleaning up: " + e);
        }
      }
    }
  }

  /** Last come, first gone: the worker drains while Temporal and the database are still there. */
  private <T extends AutoCloseable> T keep(T started) {
    synchronized (open) {
      open.push(started);
      if (closed) {
        close();
      }
    }
    return started;
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      files
          .sorted(Comparator.reverseOrder())
          .forEach(
              file -> {
                try {
                  Files.deleteIfExists(file);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
    }
  }
}
