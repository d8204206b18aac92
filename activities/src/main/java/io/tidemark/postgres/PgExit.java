package io.tidemark.postgres;

import java.util.List;

/**
 * How a program ended.
 *
 * @param status its exit status
 * @param stderr the lines that it wrote to standard error, in order; it is for the caller to judge
 *     each of them
 * @param unseenLines how many lines more there were than are kept; anything but 0 means that not
 *     every line could be judged
 */
public record PgExit(int status, List<String> stderr, long unseenLines) {
  public PgExit {
    stderr = List.copyOf(stderr);
  }

  /** The last lines of standard error in one text, at most 4 KiB, for messages. */
  public String stderrTail() {
    String all = String.join("\n", stderr);
    return all.length() <= 4096 ? all : "…" + all.substring(all.length() - 4096);
  }
}
