package io.tidemark.api.restore;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/**
 * A difference between the restored database and what was recorded at backup time.
 *
 * @param severity only errors stop a restore
 * @param check which check found it: {@code rows}, {@code census}, {@code sequences} …
 * @param object what it is about: a quoted name or a kind of object
 * @param recorded value at backup time
 * @param found value now
 * @param message one sentence
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Finding(
    Severity severity, String check, String object, String recorded, String found, String message) {
  /** How bad. */
  public enum Severity {
    /** Stops the restore. */
    ERROR,
    /** People should look. */
    WARNING,
    /** Good to know. */
    INFO
  }
}
