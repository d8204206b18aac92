package io.tidemark.api.restore;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;

/**
 * A restore that can start.
 *
 * @param context passed to every step
 * @param replacesLive whether a live database stands under the target's name
 * @param maxMinutes the longest a restore may take
 * @param rules who must agree, and how long it can be taken back
 * @param notices what people should know
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ResolvedRestore(
    RestoreContext context,
    boolean replacesLive,
    int maxMinutes,
    ApprovalRules rules,
    List<String> notices) {
  public ResolvedRestore {
    notices = notices == null ? List.of() : List.copyOf(notices);
  }
}
