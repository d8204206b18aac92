package io.tidemark.activity;

import java.util.List;

/**
 * What a restore that replaces a live database needs.
 *
 * @param approvers who may approve one; empty when nobody was named
 * @param quorum how many of them have to approve, at least 1
 * @param deadlineMinutes how long an approval is waited for
 * @param rollbackWindowMinutes how long the replaced database is kept for a way back; 0 for not at
 *     all
 * @param unattendedAllowed whether steps may be skipped, and approval too, although approvers are
 *     named
 * @param protectedDatabase whether skipping steps is refused, whoever asks and whatever else is
 *     configured
 * @param checks run on the side database before anybody is asked
 */
public record RestoreRules(
    List<String> approvers,
    int quorum,
    int deadlineMinutes,
    int rollbackWindowMinutes,
    boolean unattendedAllowed,
    boolean protectedDatabase,
    List<SqlCheck> checks) {
  private static final int A_DAY = 24 * 60;

  /** What holds where nothing is configured: nobody named, a day to decide, a day to go back. */
  public static final RestoreRules DEFAULT =
      new RestoreRules(List.of(), 1, A_DAY, A_DAY, false, false, List.of());

  public RestoreRules {
    approvers = List.copyOf(approvers);
    checks = List.copyOf(checks);
    if (quorum < 1 || (!approvers.isEmpty() && quorum > approvers.size())) {
      throw new IllegalArgumentException(
          "quorum is " + quorum + " of " + approvers.size() + " approvers");
    }
  }
}
