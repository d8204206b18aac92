package io.tidemark.load;

import java.util.List;

/**
 * One entry of the post-data section of an archive.
 *
 * @param id the archive's own number for it
 * @param kind pg_dump's word: {@code INDEX}, {@code FK CONSTRAINT} …
 * @param label name as pg_dump writes it into a comment, on one line; for people
 * @param dependencies numbers of the entries it depends on, inside the section or not
 * @param settings statements such as {@code SET default_tablespace}, to be run before
 * @param sql its statements, empty when there is nothing to run
 */
record PostDataEntry(
    int id,
    String kind,
    String label,
    List<Integer> dependencies,
    List<String> settings,
    String sql) {
  PostDataEntry {
    dependencies = List.copyOf(dependencies);
    settings = List.copyOf(settings);
  }

  /** For messages: {@code INDEX orders_customer_idx}. */
  String describe() {
    return kind + " " + label;
  }
}
