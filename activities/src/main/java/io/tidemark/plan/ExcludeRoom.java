package io.tidemark.plan;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * How many tables pg_dump can be told to leave out. Before version 17 each is an argument of its
 * own, and Linux takes 128 KB in one argument and 2 MB in all; later a filter is read from standard
 * input.
 *
 * @param argumentBytes bytes for all exclusions together
 */
public record ExcludeRoom(long argumentBytes) {
  /** Leaves a quarter of Linux' two megabytes to the environment and other arguments. */
  private static final long LINUX_ARGUMENTS = 3L << 19;

  /** Each argument costs a pointer and a terminator besides its bytes. */
  private static final int PER_ARGUMENT = 9;

  /** The room of a pg_dump. */
  public static ExcludeRoom of(int pgDumpMajor) {
    return new ExcludeRoom(pgDumpMajor >= 17 ? Long.MAX_VALUE : LINUX_ARGUMENTS);
  }

  /** How many of these names fit, counted from the first. */
  public int fitting(List<TableName> names) {
    long free = argumentBytes;
    for (int i = 0; i < names.size(); i++) {
      free -= argument(names.get(i)).getBytes(StandardCharsets.UTF_8).length + PER_ARGUMENT;
      if (free < 0) {
        return i;
      }
    }
    return names.size();
  }

  /** pg_dump's argument that leaves out the rows of exactly this table. */
  public static String argument(TableName name) {
    return "--exclude-table-data=" + name.quoted();
  }
}
