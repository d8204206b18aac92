package io.tidemark.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/**
 * What is worth knowing of a server and of the database one is connected to.
 *
 * @param versionNum as in server_version_num, for example 150018
 * @param version as in server_version, for example "15.18 (Debian 15.18-0+deb12u1)"
 * @param systemIdentifier of the cluster; a 64-bit number in decimal; empty when the role may not
 *     read it
 * @param postmasterStart when the server was started
 * @param inRecovery whether it is a standby
 * @param database name of the database connected to
 * @param databaseOid its OID
 * @param encoding its encoding, for example UTF8
 * @param collate its LC_COLLATE
 * @param ctype its LC_CTYPE
 * @param localeProvider "libc", "icu" or "builtin"
 * @param locale ICU's or the builtin provider's locale
 * @param icuRules ICU's tailoring rules (16 and later)
 * @param collationVersion recorded version of the default collation, when the provider has any
 * @param owner the database's owner
 * @param tablespace the database's default tablespace
 * @param sizeBytes the database's size on disk; -1 when the role may not ask
 * @param currentUser the role that we are
 * @param superuser whether that role is a superuser
 * @param bypassRls whether row security does not apply to it
 * @param createDb whether it may create databases
 * @param maxLocksPerTransaction setting
 * @param maxConnections setting
 * @param maxPreparedTransactions setting
 * @param blockSize bytes of a page
 * @param walLsn current (or, on a standby, last replayed) position in the WAL; empty when unknown
 */
public record ServerFacts(
    int versionNum,
    String version,
    Optional<String> systemIdentifier,
    Instant postmasterStart,
    boolean inRecovery,
    String database,
    long databaseOid,
    String encoding,
    String collate,
    String ctype,
    String localeProvider,
    Optional<String> locale,
    Optional<String> icuRules,
    Optional<String> collationVersion,
    String owner,
    String tablespace,
    long sizeBytes,
    String currentUser,
    boolean superuser,
    boolean bypassRls,
    boolean createDb,
    int maxLocksPerTransaction,
    int maxConnections,
    int maxPreparedTransactions,
    int blockSize,
    Optional<String> walLsn) {

  /** Reads the facts; one round trip, no transaction of its own. */
  public static ServerFacts read(Connection session) throws SQLException {
    return ServerFactsQuery.run(session);
  }

  /** The major version: 14 to 18. */
  public int major() {
    return versionNum / 10_000;
  }

  /** How many locks the server's shared lock table is sized for, over all sessions. */
  public long lockTableSize() {
    return (long) maxLocksPerTransaction * (maxConnections + maxPreparedTransactions);
  }
}
