package io.tidemark.workflow;

import io.tidemark.api.FailureType;

/** One sentence for each failure: what people can do about it. */
final class Advice {
  private Advice() {}

  static String on(FailureType type) {
    return switch (type) {
      case INVALID_REQUEST -> "correct the input as the message says, and start again.";
      case CONFIG_INVALID -> "correct the worker's configuration; `tidemark doctor` checks it.";
      case DATABASE_UNKNOWN -> "use a name from the worker's configuration, or add this one there.";
      case BUSY -> "wait for the workflow that is named, or cancel it.";
      case CONFIRMATION_REQUIRED -> "confirm with the target's name, or restore under a new name.";
      case APPROVAL_REJECTED -> "read the comment; the live database was not touched.";
      case APPROVAL_EXPIRED -> "start again when somebody is there to approve.";
      case DECISION_SPENT -> "decide again: a reset run does not inherit a decision.";
      case POSTGRES_UNAVAILABLE -> "see whether the server runs and the worker can reach it.";
      case POSTGRES_ACCESS_DENIED ->
          "grant the right that is named, or correct user and password; `tidemark doctor` checks.";
      case POSTGRES_FAILED -> "read the server's message, and the server's log at that time.";
      case LOCK_TABLE_TOO_SMALL -> "raise max_locks_per_transaction as the message says.";
      case BLOCKED_BY_DDL ->
          "let the session that is named finish, or run the backup at another time.";
      case SNAPSHOT_GONE ->
          "see why the snapshot's sessions ended: a restart, a failover, a time limit.";
      case TOOL_MISSING -> "install the PostgreSQL client programs on the worker's host.";
      case TOOL_TOO_OLD -> "install client programs at least as new as the server.";
      case TOOL_FAILED, DUMP_FAILED ->
          "read the program's message; it names the object that failed.";
      case COMPRESS_FAILED, ENCRYPT_FAILED, INTERNAL ->
          "start again; if it fails the same way, report it with the workflow's history.";
      case CHECKSUM_FAILED -> "distrust the store's disk or network before the next backup.";
      case UPLOAD_FAILED, SEAL_FAILED, STORE_UNAVAILABLE ->
          "see whether the store answers; `tidemark store check` tries it.";
      case PRUNE_FAILED -> "nothing is lost; the next backup deletes what expired.";
      case NOTIFY_FAILED -> "correct the channel's address; the backup itself is good.";
      case LOAD_FAILED -> "read the message; the live database was not touched.";
      case CHECK_FAILED -> "read the findings; the live database was not touched.";
      case PROMOTE_FAILED -> "the live database is as it was; see what holds it, and start again.";
      case STORE_ACCESS_DENIED -> "correct the store's credentials or rights.";
      case STORE_FULL -> "make room in the store, or keep fewer backups.";
      case STORE_INVALID -> "mount the right store; its id file tells which one this is.";
      case BACKUP_NOT_FOUND -> "`tidemark list` shows which backups there are.";
      case OBJECT_MISSING, BACKUP_DAMAGED ->
          "use another backup, keep this one for inspection, and make a new one now.";
      case KEY_MISSING -> "configure the key this backup was made with.";
      case KEY_WRONG -> "configure the key whose id the message names.";
      case SIGNER_UNTRUSTED -> "find out who wrote this backup before its signer is trusted.";
      case TARGET_CONFLICT -> "choose another name, or look at what was changed meanwhile.";
      case TARGET_IN_USE -> "end what the message names, and start again.";
      case WORKER_STOPPING, WRONG_WORKER, NO_WORKER -> "start a worker with `tidemark worker`.";
      case DEADLINE_EXCEEDED -> "allow more time, or find out what was slow.";
    };
  }
}
