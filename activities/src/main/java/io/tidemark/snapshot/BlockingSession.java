package io.tidemark.snapshot;

/**
 * A session whose lock, held or awaited, keeps us from a table.
 *
 * @param pid of its server process
 * @param applicationName as it calls itself; may be empty
 * @param user its role
 * @param table what it locks, quoted where needed
 * @param granted whether it holds the lock; otherwise it waits, and we wait behind it
 * @param waitsForUs whether a session of this backup is what it waits for
 * @param seconds since its statement began
 * @param statement what it runs, or ran last, without constants; empty when we may not see it
 */
public record BlockingSession(
    int pid,
    String applicationName,
    String user,
    String table,
    boolean granted,
    boolean waitsForUs,
    long seconds,
    String statement) {

  /** One sentence part for messages. */
  public String describe() {
    return "pid "
        + pid
        + (applicationName.isEmpty() ? "" : " (" + applicationName + ")")
        + " of "
        + user
        + (granted ? " holds" : waitsForUs ? " waits behind this backup for" : " waits for")
        + " an ACCESS EXCLUSIVE lock on "
        + table
        + " since "
        + seconds
        + " s"
        + (statement.isEmpty() ? "" : ": " + statement);
  }
}
