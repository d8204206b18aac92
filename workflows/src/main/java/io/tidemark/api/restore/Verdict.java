package io.tidemark.api.restore;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/**
 * The answer to an update. Never an exception: a rejected update leaves no trace in the history.
 *
 * @param accepted whether it counts
 * @param code one of the constants here
 * @param reason one sentence for people
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Verdict(boolean accepted, String code, String reason) {
  /** The last vote that was needed. */
  public static final String APPROVED = "approved";

  /** A vote; more are needed. */
  public static final String RECORDED = "recorded";

  /** The restore ends without touching the live database. */
  public static final String REJECTED = "rejected";

  /** The old database has its name again. */
  public static final String ROLLED_BACK = "rolled-back";

  /** The old database is gone. */
  public static final String FINALIZED = "finalized";

  /** Nobody is asked yet, or any more. */
  public static final String NOT_READY = "not-ready";

  /** Somebody was faster. */
  public static final String ALREADY_DECIDED = "already-decided";

  /** This approver's vote is counted. */
  public static final String ALREADY_VOTED = "already-voted";

  /** No approver of this name is configured. */
  public static final String UNKNOWN_APPROVER = "unknown-approver";

  /** Nobody approves his own restore. */
  public static final String APPROVER_IS_REQUESTER = "approver-is-requester";

  /** The code is of another run, or of older evidence. */
  public static final String WRONG_PROOF = "wrong-proof";

  /** The message cannot be read. */
  public static final String INVALID = "invalid";

  /** It was tried, and the server refused. */
  public static final String REFUSED = "refused";

  /** It counts. */
  public static Verdict yes(String code, String reason) {
    return new Verdict(true, code, reason);
  }

  /** It does not. */
  public static Verdict no(String code, String reason) {
    return new Verdict(false, code, reason);
  }
}
