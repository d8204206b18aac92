package io.tidemark.plan;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * How pg_dump is told which tables' rows to leave out, each by its exact name. Since version 17 it
 * reads a filter from standard input; before, each table is an argument, and Linux takes 2 MB of
 * those, in the encoding of the JVM's locale. What cannot be told is left to pg_dump.
 *
 * @param byFilter whether pg_dump reads a filter
 * @param names charset of the database's names; US-ASCII when they are bytes without one, or when
 *     Java does not know it
 * @param argumentBytes room for arguments
 */
public record Exclusions(boolean byFilter, Charset names, long argumentBytes) {
  /** Leaves a quarter of Linux' two megabytes to the environment and other arguments. */
  private static final long LINUX_ARGUMENTS = 3L << 19;

  /** Each argument costs a pointer and a terminator besides its bytes. */
  private static final int PER_ARGUMENT = 9;

  private static final int FIRST_MAJOR_WITH_FILTER = 17;

  /**
   * What this pg_dump can be told.
   *
   * @param pgDumpMajor its major version
   * @param serverEncoding of the database
   */
  public static Exclusions of(int pgDumpMajor, String serverEncoding) {
    return of(pgDumpMajor, serverEncoding, System.getProperty("sun.jnu.encoding", "US-ASCII"));
  }

  static Exclusions of(int pgDumpMajor, String serverEncoding, String argumentEncoding) {
    Charset names =
        serverEncoding.equals("SQL_ASCII")
            ? StandardCharsets.US_ASCII
            : ServerCharset.of(serverEncoding).orElse(StandardCharsets.US_ASCII);
    boolean byFilter = pgDumpMajor >= FIRST_MAJOR_WITH_FILTER;
    boolean sameBytes = byFilter || Charset.forName(argumentEncoding).equals(names);
    return new Exclusions(byFilter, sameBytes ? names : StandardCharsets.US_ASCII, LINUX_ARGUMENTS);
  }

  /**
   * Parts tables into those that pg_dump can be told to leave out and the rest.
   *
   * @param excluded for rows parts
   * @param left for pg_dump
   */
  public record Split(List<PlannedTable> excluded, List<PlannedTable> left) {
    public Split {
      excluded = List.copyOf(excluded);
      left = List.copyOf(left);
    }
  }

  /** Excludes as many as can be told, from the first on. */
  public Split split(List<PlannedTable> tables) {
    List<PlannedTable> excluded = new ArrayList<>();
    List<PlannedTable> left = new ArrayList<>();
    long free = argumentBytes;
    for (PlannedTable table : tables) {
      boolean fits = writable(table);
      if (fits && !byFilter) {
        long cost = (long) argument(table.name()).getBytes(names).length + PER_ARGUMENT;
        fits = cost <= free;
        free -= fits ? cost : 0;
      }
      (fits ? excluded : left).add(table);
    }
    return new Split(excluded, left);
  }

  /** pg_dump's arguments; none when it reads a filter. */
  public List<String> arguments(List<PlannedTable> tables) {
    return byFilter
        ? List.of("--filter=-")
        : tables.stream().map(table -> argument(table.name())).toList();
  }

  /** What pg_dump reads from standard input; nothing before version 17. */
  public byte[] filter(List<PlannedTable> tables) {
    StringBuilder lines = new StringBuilder();
    if (byFilter) {
      tables.forEach(
          t -> lines.append("exclude table_data ").append(t.name().quoted()).append('\n'));
    }
    return lines.toString().getBytes(names);
  }

  /**
   * Whether all names that the rows of this table need can be written. A backslash in a filter is
   * not matched (17.10, 18.6), though it is in an argument.
   */
  private boolean writable(PlannedTable table) {
    return !(byFilter && table.name().quoted().contains("\\"))
        && names.newEncoder().canEncode(table.name().quoted())
        && names.newEncoder().canEncode(table.loadInto().quoted() + table.columns());
  }

  /** Quoted, a pattern has no wildcards and folds no case. */
  private static String argument(TableName name) {
    return "--exclude-table-data=" + name.quoted();
  }
}
