package io.tidemark.activity;

import io.tidemark.archive.BackupRepository;
import io.tidemark.keys.KeyRing;
import io.tidemark.marks.MarkKeeper;
import io.tidemark.notify.Notifier;
import io.tidemark.postgres.PgTools;
import io.tidemark.postgres.Sessions;
import io.tidemark.store.BackupStore;
import io.tidemark.store.StoreException;

/**
 * What the names in workflow inputs stand for on this worker. Workflows carry names only;
 * addresses, passwords and keys are looked up here, on the worker, at the moment they are needed.
 * Safe for concurrent use.
 */
public interface Installation {
  /**
   * A configured database.
   *
   * @throws UnknownNameException when there is none of that name; the message lists those there are
   */
  DatabaseSettings database(String name) throws UnknownNameException;

  /**
   * A configured store; open as long as the worker runs, not to be closed by the caller.
   *
   * @throws UnknownNameException when there is none of that name
   * @throws StoreException when it cannot be opened as configured
   */
  BackupStore store(String name) throws UnknownNameException, StoreException;

  /**
   * The backups in a configured store.
   *
   * @throws UnknownNameException when there is none of that name
   * @throws StoreException when it cannot be opened as configured
   */
  BackupRepository repository(String store) throws UnknownNameException, StoreException;

  /** The configured secrets; empty when none is configured. */
  KeyRing keys();

  /** Says in the stores which backups this worker writes and reads. */
  MarkKeeper marks();

  /** The configured ways to tell people. */
  Notifier notifier();

  /** Opens sessions. */
  Sessions sessions();

  /** Finds PostgreSQL's programs. */
  PgTools tools();
}
