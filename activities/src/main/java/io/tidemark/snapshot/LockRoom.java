package io.tidemark.snapshot;

import io.tidemark.postgres.ServerFacts;
import java.util.Optional;

/**
 * Whether the server's lock table has room for this backup: one lock a relation, shared by holders,
 * pg_dump and parts, and one entry a session besides. When the table is full, everybody's
 * statements fail, so a fifth is always left to others.
 *
 * <p>Measured on 15.18 and 17.10 with the default of 64 × 100: 5,000 tables fit five and six
 * sessions, 3,000 tables nine and ten, 7,000 tables none.
 *
 * @param capacity {@link ServerFacts#lockTableSize()}
 * @param perTransaction {@code max_locks_per_transaction}
 * @param tables to be locked; sequences count as well, since pg_dump reads them one by one
 * @param sessions that lock all of them: holders and pg_dump
 */
public record LockRoom(long capacity, int perTransaction, long tables, int sessions) {
  /** Of each table's one lock. */
  private static final double LOCKS = 0.8;

  /** Of the sessions' entries: the server allots two a lock, and spare memory for some more. */
  private static final double ENTRIES = 4 * LOCKS;

  /** The room on this server. */
  public static LockRoom of(ServerFacts server, long tables, int sessions) {
    return new LockRoom(server.lockTableSize(), server.maxLocksPerTransaction(), tables, sessions);
  }

  /** Empty when there is room; else what to set. */
  public Optional<String> advice() {
    double filled = Math.max(tables / LOCKS, tables * (double) sessions / ENTRIES) / capacity;
    if (filled <= 1) {
      return Optional.empty();
    }
    long enough = roundUp((long) Math.ceil(filled * perTransaction));
    return Optional.of(
        sessions
            + " sessions lock "
            + tables
            + " tables each, and the server's lock table is too small for that:"
            + " set max_locks_per_transaction to "
            + enough
            + " or more (now "
            + perTransaction
            + ") and restart the server");
  }

  private static long roundUp(long locks) {
    return (locks + 63) / 64 * 64;
  }
}
