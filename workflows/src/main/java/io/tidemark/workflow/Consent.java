package io.tidemark.workflow;

/** How a restore comes to the right to replace what is live. */
enum Consent {
  /** Nothing is replaced. */
  NOT_NEEDED,
  /** The request itself says so: by the typed name, or by being unattended on purpose. */
  GIVEN,
  /** Somebody else must say so, after the proof. */
  AWAITED
}
