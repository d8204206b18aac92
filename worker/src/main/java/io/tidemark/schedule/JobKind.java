package io.tidemark.schedule;

import io.tidemark.api.backup.BackupWorkflow;
import io.tidemark.api.prune.PruneWorkflow;
import io.tidemark.api.verify.VerifyWorkflow;

/** What can be done on a schedule: whatever needs nothing but a database's name. */
public enum JobKind {
  BACKUP("backup", BackupWorkflow.TYPE),
  VERIFY("verify", VerifyWorkflow.TYPE),
  PRUNE("prune", PruneWorkflow.TYPE);

  private final String word;
  private final String workflowType;

  JobKind(String word, String workflowType) {
    this.word = word;
    this.workflowType = workflowType;
  }

  /** {@code backup}. */
  public String word() {
    return word;
  }

  /** The type of the workflow that does it. */
  public String workflowType() {
    return workflowType;
  }
}
