package io.tidemark.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/**
 * What one step of the pipeline cost.
 *
 * @param step {@code dump}, {@code compress}, {@code encrypt}, {@code checksum} or {@code upload}
 * @param seconds time spent in this step alone
 * @param bytes bytes that left the step
 * @param retries repetitions within the step: requests of the upload that were sent again to S3; 0
 *     for stores whose client does not tell
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record StepTotals(String step, double seconds, long bytes, int retries) {

  /** The sum of two measurements of the same step. */
  public StepTotals plus(StepTotals other) {
    return new StepTotals(
        step, seconds + other.seconds, bytes + other.bytes, retries + other.retries);
  }
}
