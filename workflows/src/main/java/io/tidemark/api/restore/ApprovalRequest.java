package io.tidemark.api.restore;

import io.tidemark.api.RequestReader;
import org.jspecify.annotations.Nullable;

/**
 * What the signals and updates that decide on a restore carry. The name is a claim of the sender:
 * whoever may signal the workflow can send any.
 *
 * @param approver who decides
 * @param proof the code that is shown with the evidence: proves that the sender saw it, and that he
 *     means this run and these figures
 * @param comment why; empty when nothing was said
 */
public record ApprovalRequest(String approver, String proof, String comment) {
  /**
   * Reads what was typed.
   *
   * @param name {@code approve} or {@code reject}, for the message
   * @throws io.tidemark.api.InvalidRequestException with every problem
   */
  public static ApprovalRequest parse(String name, @Nullable Object json) {
    RequestReader reader =
        new RequestReader(
            "\"" + name + "\"", "{\"approver\":\"maria\",\"proof\":\"K7P3QX\"}", json);
    ApprovalRequest message =
        new ApprovalRequest(
            reader.requiredText("approver").strip(),
            reader.requiredText("proof").strip(),
            reader.text("comment").orElse(""));
    reader.finish();
    return message;
  }
}
