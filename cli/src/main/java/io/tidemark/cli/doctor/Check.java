package io.tidemark.cli.doctor;

import java.util.List;

/** One thing that a backup or restore needs. */
interface Check {
  /** What it looks at, a word or two. */
  String name();

  /**
   * Looks. An exception counts as a failure of what was looked at.
   *
   * @return one diagnosis or several; empty when there is nothing to look at
   */
  List<Diagnosis> look() throws Exception;
}
