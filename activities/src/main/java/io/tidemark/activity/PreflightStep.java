package io.tidemark.activity;

import io.tidemark.api.FailureType;
import io.tidemark.api.backup.BackupActivities.PreflightInput;
import io.tidemark.api.backup.BackupContext;
import io.tidemark.api.backup.BackupRequest;
import io.tidemark.api.backup.KeyReference;
import io.tidemark.api.backup.Preflight;
import io.tidemark.archive.BackupLocation;
import io.tidemark.keys.BackupKey;
import io.tidemark.keys.KeyDerivation;
import io.tidemark.plan.DumpRights;
import io.tidemark.plan.TableCatalog;
import io.tidemark.postgres.PgProgram;
import io.tidemark.postgres.PgToolException;
import io.tidemark.postgres.ServerFacts;
import io.tidemark.snapshot.BlockedByDdlException;
import io.tidemark.snapshot.DdlQueue;
import io.tidemark.snapshot.LockRoom;
import io.tidemark.snapshot.SessionName;
import io.tidemark.store.BackupStore;
import io.tidemark.store.StoreException;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Looks at everything that a backup needs before any of it starts: names, key, store, programs,
 * rights, and room in the server's lock table.
 */
final class PreflightStep {
  private static final long MIB = 1024L * 1024L;
  static final List<String> PROGRAMS = List.of("pg_dump", "pg_dumpall", "pg_restore");

  /**
   * Since then nobody but the owner may create in schema public, and pg_dump takes it for given.
   */
  private static final int PUBLIC_CLOSED = 15;

  private static final Duration LONGEST_LOCK_WAIT = Duration.ofSeconds(10);
  private static final String LOCK_NOT_AVAILABLE = "55P03";

  private final Installation installation;

  PreflightStep(Installation installation) {
    this.installation = installation;
  }

  Preflight run(PreflightInput input)
      throws UnknownNameException,
          RefusedException,
          BlockedByDdlException,
          SQLException,
          IOException {
    BackupRequest request = input.request();
    DatabaseSettings settings = installation.database(request.database());
    KeyDerivation derivation = KeyDerivation.random();
    BackupKey key = installation.keys().forWriting(derivation);
    BackupLocation location = new BackupLocation(settings.name(), input.backupId());
    BackupStore store = installation.store(settings.store());
    installation.marks().running(store, location, MarkOwner.ofThisActivity());
    String storeId = store.id().orElse("");

    SessionName name = new SessionName(input.backupId(), "preflight", 1);
    try (Connection session = installation.sessions().open(settings.target(), name.text())) {
      ServerFacts server = ServerFacts.read(session);
      List<String> notices = new ArrayList<>(settings.target().warnings());
      askCopies(settings, location, notices);
      findPrograms(server.major(), notices);
      DumpRights rights = DumpRights.read(session);
      if (!rights.missing().isEmpty()) {
        throw new RefusedException(
            FailureType.POSTGRES_ACCESS_DENIED, String.join("; ", rights.missing()));
      }
      notices.addAll(rights.notices());
      TableCatalog tables = tables(session, name);
      requireLockRoom(server, tables, settings);
      return new Preflight(
          context(input, settings, storeId, key, derivation, server),
          Objects.requireNonNullElse(request.parallelism(), settings.lanes()),
          settings.holders(),
          settings.maxMinutes(),
          settings.onDdl(),
          server.version(),
          tables.rows().size() + tables.extensionConfiguration().size(),
          server.sizeBytes(),
          settings.copies(),
          notices);
    }
  }

  /** The size of a table that somebody has locked can only be waited for. */
  private static TableCatalog tables(Connection session, SessionName name)
      throws SQLException, BlockedByDdlException {
    try (Statement statement = session.createStatement()) {
      statement.execute("SET lock_timeout = '" + LONGEST_LOCK_WAIT.toMillis() + "ms'");
    }
    try {
      return TableCatalog.read(session);
    } catch (SQLException e) {
      if (!LOCK_NOT_AVAILABLE.equals(e.getSQLState())) {
        throw e;
      }
      throw new BlockedByDdlException(
          "the look at the tables", new DdlQueue(session, name.runPrefix()).onAnyTable());
    }
  }

  private static BackupContext context(
      PreflightInput input,
      DatabaseSettings settings,
      String storeId,
      BackupKey key,
      KeyDerivation derivation,
      ServerFacts server) {
    BackupRequest request = input.request();
    Integer partSize = request.partSizeMiB();
    return new BackupContext(
        settings.name(),
        input.backupId(),
        settings.store(),
        storeId,
        Objects.requireNonNullElse(request.compression(), settings.compression()),
        partSize == null ? settings.partSizeBytes() : partSize * MIB,
        new KeyReference(
            key.keyIds(), derivation.algorithm(), derivation.iterations(), derivation.salt()),
        server.systemIdentifier().orElse(""));
  }

  /** A store for copies that is away now may be back by then, and never stops a backup. */
  private void askCopies(DatabaseSettings settings, BackupLocation location, List<String> notices)
      throws UnknownNameException {
    for (String copy : settings.copies()) {
      try {
        installation.store(copy).stat(location.manifest());
      } catch (StoreException e) {
        notices.add("store " + copy + ", which gets a copy, does not answer: " + e.getMessage());
      }
    }
  }

  private void findPrograms(int major, List<String> notices) throws PgToolException {
    for (String name : PROGRAMS) {
      PgProgram program = installation.tools().find(name, major);
      if (name.equals("pg_dump")) {
        notices.addAll(program.warnings());
        if (major < PUBLIC_CLOSED && program.version().major() >= PUBLIC_CLOSED) {
          notices.add(
              "pg_dump "
                  + program.version().major()
                  + " does not dump REVOKE CREATE ON SCHEMA public of a server "
                  + major
                  + "; revoke it again after a restore, or install pg_dump "
                  + major);
        }
      }
    }
  }

  /** Holders lock every table, and pg_dump does so twice: for definitions and for data. */
  private static void requireLockRoom(
      ServerFacts server, TableCatalog tables, DatabaseSettings settings) throws RefusedException {
    long locked = (long) tables.rows().size() + tables.extensionConfiguration().size();
    Optional<String> advice = LockRoom.of(server, locked, settings.holders() + 2).advice();
    if (advice.isPresent()) {
      throw new RefusedException(FailureType.LOCK_TABLE_TOO_SMALL, advice.get());
    }
  }
}
