package io.tidemark.snapshot;

/**
 * The {@code application_name} of a session of ours: {@code tidemark/<run>/<part>#<attempt>}. It
 * tells people whose a session is, and the next attempt which sessions it may end.
 *
 * @param run short id of the workflow run; letters, digits and dashes
 * @param part what the session does: {@code rows-12}, {@code holder-1}
 * @param attempt from 1
 */
public record SessionName(String run, String part, int attempt) {
  /** PostgreSQL cuts longer names, and a cut name would no longer tell attempts apart. */
  private static final int LONGEST = 63;

  public SessionName {
    if (!run.matches("[A-Za-z0-9-]+") || !part.matches("[A-Za-z0-9-]+")) {
      throw new IllegalArgumentException("not a session name: " + run + "/" + part);
    }
    if (text(run, part, attempt).length() > LONGEST) {
      throw new IllegalArgumentException("session name too long: " + text(run, part, attempt));
    }
  }

  /** As in {@code pg_stat_activity}. */
  public String text() {
    return text(run, part, attempt);
  }

  /** How the names of all sessions of the run begin. */
  public String runPrefix() {
    return "tidemark/" + run + "/";
  }

  /** How the names of all attempts at the same part begin. */
  public String partPrefix() {
    return runPrefix() + part + "#";
  }

  @Override
  public String toString() {
    return text();
  }

  private static String text(String run, String part, int attempt) {
    return "tidemark/" + run + "/" + part + "#" + attempt;
  }
}
