package io.tidemark.api.restore;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One entry of a restore's record in the store. Entries are added, never changed.
 *
 * @param event "requested", {@code evidence}, {@code decided}, or the {@link RestoreStage#word} it
 *     ended with
 * @param at when, ISO 8601
 * @param database name in the configuration
 * @param restoreId identity of the restore
 * @param backupId which backup
 * @param target name under which the restored database is, or should have been
 * @param by who asked or decided; empty when nobody said
 * @param message one sentence
 * @param request as typed; only with "requested"
 * @param findings of the checks; only with {@code evidence}
 * @param impact as it was shown; only with {@code evidence} and {@code decided}
 * @param votes who decided; only with {@code decided} and {@code rejected}
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record RestoreEvent(
    String event,
    String at,
    String database,
    String restoreId,
    String backupId,
    String target,
    String by,
    String message,
    @Nullable RestoreRequest request,
    List<Finding> findings,
    @Nullable ImpactReport impact,
    List<Vote> votes) {
  public RestoreEvent {
    findings = findings == null ? List.of() : List.copyOf(findings);
    votes = votes == null ? List.of() : List.copyOf(votes);
  }
}
