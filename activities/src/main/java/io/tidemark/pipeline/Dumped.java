package io.tidemark.pipeline;

import java.util.List;

/**
 * What a source says of a part that it judged good.
 *
 * @param rows all rows of the part; -1 when the source cannot tell, as of an archive
 * @param tableRows rows by table or slice, in the part's order; empty when the source cannot tell
 * @param notices what people should read, such as warnings of pg_dump; never rows or secrets
 */
public record Dumped(long rows, List<TableRows> tableRows, List<String> notices) {

  public Dumped {
    tableRows = List.copyOf(tableRows);
    notices = List.copyOf(notices);
  }

  public Dumped(long rows, List<TableRows> tableRows) {
    this(rows, tableRows, List.of());
  }

  /** Of a source that cannot count rows. */
  public static Dumped archive(List<String> notices) {
    return new Dumped(-1, List.of(), notices);
  }
}
