package io.tidemark.api.restore;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;

/**
 * Who must agree before a live database is replaced, and how long that can be taken back. Part of
 * Resolve's recorded result, so that a change of the configuration never changes a restore that is
 * under way.
 *
 * @param approvers names of those who may approve; empty: anybody but the requester
 * @param quorum how many of them must, at least 1
 * @param deadlineMinutes how long the restore waits for them
 * @param rollbackWindowMinutes how long the replaced database is kept; 0: it is dropped at once
 * @param unattendedAllowed whether approvers may be passed over, and checks be left out, on request
 * @param protectedDatabase whether nothing may be left out, whoever asks
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ApprovalRules(
    List<String> approvers,
    int quorum,
    int deadlineMinutes,
    int rollbackWindowMinutes,
    boolean unattendedAllowed,
    boolean protectedDatabase) {
  public ApprovalRules {
    approvers = approvers == null ? List.of() : List.copyOf(approvers);
  }
}
