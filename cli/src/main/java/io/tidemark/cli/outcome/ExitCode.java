package io.tidemark.cli.outcome;

import io.tidemark.api.FailureType;

/** How a command ended, as scripts see it; docs/cli.md lists these. */
public enum ExitCode {
  /** All went well. */
  OK(0),
  /** It failed. */
  FAILED(1),
  /** The command line or the configuration cannot be used. */
  USAGE(2),
  /** It was done, and there is something that people should look at. */
  FINDINGS(3),
  /** No such database, backup or workflow. */
  NOT_FOUND(10),
  /** Something else is at work on the same thing. */
  BUSY(11),
  /** Refused: missing rights, wrong key, no confirmation. */
  DENIED(12),
  /** The backup is damaged, or is not what it says it is. */
  DAMAGED(13),
  /** Interrupted; what was started goes on. */
  INTERRUPTED(130);

  private final int code;

  ExitCode(int code) {
    this.code = code;
  }

  /** The process's exit status. */
  public int code() {
    return code;
  }

  /** How a command ends whose workflow failed with this type. */
  public static ExitCode of(FailureType type) {
    return switch (type) {
      case INVALID_REQUEST, CONFIG_INVALID, KEY_MISSING, TOOL_MISSING, TOOL_TOO_OLD -> USAGE;
      case DATABASE_UNKNOWN, BACKUP_NOT_FOUND -> NOT_FOUND;
      case BUSY, TARGET_IN_USE -> BUSY;
      case CONFIRMATION_REQUIRED,
          APPROVAL_REJECTED,
          APPROVAL_EXPIRED,
          DECISION_SPENT,
          POSTGRES_ACCESS_DENIED,
          STORE_ACCESS_DENIED,
          KEY_WRONG,
          SIGNER_UNTRUSTED ->
          DENIED;
      case OBJECT_MISSING, BACKUP_DAMAGED -> DAMAGED;
      case LOCK_TABLE_TOO_SMALL,
          POSTGRES_UNAVAILABLE,
          POSTGRES_FAILED,
          BLOCKED_BY_DDL,
          SNAPSHOT_GONE,
          TOOL_FAILED,
          DUMP_FAILED,
          COMPRESS_FAILED,
          ENCRYPT_FAILED,
          CHECKSUM_FAILED,
          UPLOAD_FAILED,
          SEAL_FAILED,
          PRUNE_FAILED,
          NOTIFY_FAILED,
          LOAD_FAILED,
          CHECK_FAILED,
          PROMOTE_FAILED,
          STORE_UNAVAILABLE,
          STORE_FULL,
          STORE_INVALID,
          TARGET_CONFLICT,
          WORKER_STOPPING,
          WRONG_WORKER,
          NO_WORKER,
          DEADLINE_EXCEEDED,
          INTERNAL ->
          FAILED;
    };
  }
}
