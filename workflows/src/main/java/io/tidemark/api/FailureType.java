package io.tidemark.api;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Every failure type that Tidemark's workflows and activities report, as the string in {@code
 * ApplicationFailure.getType()}. The strings are public: clients and alert rules match on them.
 */
public enum FailureType {
  /** The request is not what the workflow understands; nothing was started. */
  INVALID_REQUEST("InvalidRequest", Retry.NEVER),
  /** The worker's configuration lacks something or contradicts itself. */
  CONFIG_INVALID("ConfigInvalid", Retry.NEVER),
  /** No database of this name is in the worker's configuration. */
  DATABASE_UNKNOWN("DatabaseUnknown", Retry.NEVER),
  /** Another workflow holds the lock; the message names it. */
  BUSY("Busy", Retry.NEVER),
  /** A live database would be replaced and nobody confirmed it. */
  CONFIRMATION_REQUIRED("ConfirmationRequired", Retry.NEVER),

  /** An approver said no; the live database is as it was. */
  APPROVAL_REJECTED("ApprovalRejected", Retry.NEVER),
  /** Nobody approved in time; the live database is as it was. */
  APPROVAL_EXPIRED("ApprovalExpired", Retry.NEVER),
  /** The decision was used by another run; the workflow asks for a new one. */
  DECISION_SPENT("DecisionSpent", Retry.NEVER),

  /** The server cannot be reached, is starting, or ended the session. */
  POSTGRES_UNAVAILABLE("PostgresUnavailable", Retry.POLICY),
  /** Wrong password, missing right, or pg_hba.conf refuses us. */
  POSTGRES_ACCESS_DENIED("PostgresAccessDenied", Retry.NEVER),
  /** The server refused a statement for a reason that a repeat does not cure. */
  POSTGRES_FAILED("PostgresFailed", Retry.POLICY),
  /** The server's lock table has no room for holders and pg_dump. */
  LOCK_TABLE_TOO_SMALL("LockTableTooSmall", Retry.NEVER),
  /** DDL stands in the way of our locks; the message names the session. */
  BLOCKED_BY_DDL("BlockedByDdl", Retry.NEVER),
  /** No holder's snapshot can be imported any more; the workflow schedules the part anew. */
  SNAPSHOT_GONE("SnapshotGone", Retry.NEVER),

  /** A PostgreSQL program is not installed where we looked. */
  TOOL_MISSING("ToolMissing", Retry.NEVER),
  /** The installed programs are older than the server. */
  TOOL_TOO_OLD("ToolTooOld", Retry.NEVER),
  /** A PostgreSQL program ended with an error. */
  TOOL_FAILED("ToolFailed", Retry.POLICY),

  /** Reading rows or definitions failed. */
  DUMP_FAILED("DumpFailed", Retry.POLICY),
  /** Compression failed. */
  COMPRESS_FAILED("CompressFailed", Retry.POLICY),
  /** Encryption failed. */
  ENCRYPT_FAILED("EncryptFailed", Retry.POLICY),
  /** Stored bytes and recorded digests do not agree while the backup is made. */
  CHECKSUM_FAILED("ChecksumFailed", Retry.POLICY),
  /** Writing to the store failed. */
  UPLOAD_FAILED("UploadFailed", Retry.POLICY),
  /** Writing the manifest failed. */
  SEAL_FAILED("SealFailed", Retry.POLICY),
  /** Deleting expired backups failed; the backup itself is good. */
  PRUNE_FAILED("PruneFailed", Retry.POLICY),
  /** Telling people failed; the backup itself is good. */
  NOTIFY_FAILED("NotifyFailed", Retry.POLICY),
  /** Loading into the side database failed. */
  LOAD_FAILED("LoadFailed", Retry.POLICY),
  /** The restored database is not what was recorded at backup time. */
  CHECK_FAILED("CheckFailed", Retry.NEVER),
  /** The rename failed; the live database is as it was. */
  PROMOTE_FAILED("PromoteFailed", Retry.POLICY),

  /** The store does not answer, or asks us to slow down. */
  STORE_UNAVAILABLE("StoreUnavailable", Retry.POLICY),
  /** The store refuses our credentials. */
  STORE_ACCESS_DENIED("StoreAccessDenied", Retry.NEVER),
  /** The store has no room; retried slowly, since people make room. */
  STORE_FULL("StoreFull", Retry.POLICY),
  /** The store is not the one this configuration was used with before, or cannot be used. */
  STORE_INVALID("StoreInvalid", Retry.NEVER),

  /** No such backup. */
  BACKUP_NOT_FOUND("BackupNotFound", Retry.NEVER),
  /** An object that the manifest names is not in the store. */
  OBJECT_MISSING("ObjectMissing", Retry.NEVER),
  /** Bytes, digests or authentication do not agree: the backup is not used. */
  BACKUP_DAMAGED("BackupDamaged", Retry.NEVER),
  /** No key is configured. */
  KEY_MISSING("KeyMissing", Retry.NEVER),
  /** The configured key does not open this backup. */
  KEY_WRONG("KeyWrong", Retry.NEVER),
  /** A manifest that only a signature could prove carries none of a pinned signer. */
  SIGNER_UNTRUSTED("SignerUntrusted", Retry.NEVER),

  /** A database stands where a new one should come, or is not the one that was looked at. */
  TARGET_CONFLICT("TargetConflict", Retry.NEVER),
  /** Prepared transactions, slots or subscriptions forbid the rename. */
  TARGET_IN_USE("TargetInUse", Retry.NEVER),

  /** The worker stops; the work goes on elsewhere at once. */
  WORKER_STOPPING("WorkerStopping", Retry.POLICY),
  /** Another holder of the same snapshot runs in this process; the workflow tries another. */
  WRONG_WORKER("WrongWorker", Retry.NEVER),
  /** No worker took the work in time. */
  NO_WORKER("NoWorker", Retry.NEVER),
  /** The whole job, or one step of it, took longer than it may. */
  DEADLINE_EXCEEDED("DeadlineExceeded", Retry.NEVER),
  /** A fault of ours. */
  INTERNAL("Internal", Retry.POLICY);

  /** Whether the activity's retry policy applies. */
  public enum Retry {
    /** Repeated by the activity's retry policy. */
    POLICY,
    /** A repeat cannot help; thrown as non-retryable. */
    NEVER
  }

  private final String wireName;
  private final Retry retry;

  FailureType(String wireName, Retry retry) {
    this.wireName = wireName;
    this.retry = retry;
  }

  /** The type with this wire name, or empty when it is none of ours. */
  public static Optional<FailureType> of(@Nullable String wireName) {
    return Arrays.stream(values()).filter(type -> type.wireName.equals(wireName)).findFirst();
  }

  /** The string in {@code ApplicationFailure.getType()}. */
  public String wireName() {
    return wireName;
  }

  /** Whether a repeat may help. */
  public Retry retry() {
    return retry;
  }
}
