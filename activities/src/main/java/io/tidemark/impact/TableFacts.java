package io.tidemark.impact;

/**
 * One table of one side.
 *
 * @param name qualified, quoted where it needs to be
 * @param rows counted, or estimated
 * @param estimated whether it could not be counted in time
 * @param column whose greatest value tells how fresh the rows are; empty when none suggests that
 * @param newest its greatest value in UTC; empty when there is none
 */
record TableFacts(String name, long rows, boolean estimated, String column, String newest) {}
