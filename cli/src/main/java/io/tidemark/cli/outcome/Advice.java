package io.tidemark.cli.outcome;

import io.tidemark.api.FailureType;
import java.util.Optional;

/** What to do next about each type of failure, where the message itself cannot know. */
public final class Advice {
  private Advice() {}

  /** One sentence, or empty when the message says it all. */
  public static Optional<String> about(FailureType type) {
    return Optional.ofNullable(
        switch (type) {
          case DATABASE_UNKNOWN ->
              "Use a name from the worker's configuration: the database's name in DATABASE_URL.";
          case BUSY ->
              "Wait for it (tidemark attach), or end it (tidemark cancel), then start again.";
          case CONFIRMATION_REQUIRED ->
              "Type the database's name at a terminal, or say --no-confirm, or restore --into"
                  + " another name.";
          case POSTGRES_UNAVAILABLE, POSTGRES_ACCESS_DENIED, LOCK_TABLE_TOO_SMALL ->
              "Mend it, look with: tidemark doctor, and start again.";
          case BLOCKED_BY_DDL ->
              "Start again when the DDL is through, or set TIDEMARK_ON_DDL=cancel on the worker.";
          case TOOL_MISSING, TOOL_TOO_OLD ->
              "Install the server's own client programs on the worker, or set TIDEMARK_PG_BIN"
                  + " there.";
          case STORE_UNAVAILABLE, STORE_ACCESS_DENIED, STORE_INVALID ->
              "Look with: tidemark doctor, on the worker's machine.";
          case STORE_FULL -> "Make room in the store, then start again.";
          case BACKUP_NOT_FOUND -> "See what there is with: tidemark list";
          case OBJECT_MISSING, BACKUP_DAMAGED ->
              "Use another backup (tidemark list), and take a new one now.";
          case KEY_MISSING, KEY_WRONG ->
              "Give the worker the key that this backup was made with (BACKUP_ENCRYPTION_KEY).";
          case SIGNER_UNTRUSTED -> "Find out who wrote this backup before its signer is trusted.";
          case DEADLINE_EXCEEDED ->
              "Raise TIDEMARK_MAX_MINUTES on the worker, or TIDEMARK_PARALLELISM, and start again.";
          case CHECK_FAILED -> "The live database was not touched. Look at the findings.";
          case TARGET_CONFLICT -> "Choose another name with --into, or drop that database.";
          case NO_WORKER -> "Start a worker with: tidemark worker";
          case INTERNAL -> "This is a fault of Tidemark's; the worker's log has the details.";
          case APPROVAL_REJECTED -> "The live database was not touched. Ask whoever rejected it.";
          case APPROVAL_EXPIRED ->
              "The live database was not touched. Start again when an approver is there.";
          case DECISION_SPENT,
              INVALID_REQUEST,
              CONFIG_INVALID,
              POSTGRES_FAILED,
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
              PROMOTE_FAILED,
              TARGET_IN_USE,
              WORKER_STOPPING,
              WRONG_WORKER ->
              null;
        });
  }
}
