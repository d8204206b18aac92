package io.tidemark.workflow;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/** What people should read at the end, in order, each once, and not without bound. */
final class Notices {
  private static final int MOST = 100;

  private final LinkedHashSet<String> lines = new LinkedHashSet<>();
  private int left;

  void add(String line) {
    if (lines.size() < MOST) {
      lines.add(line);
    } else if (!lines.contains(line)) {
      left++;
    }
  }

  void addAll(List<String> more) {
    more.forEach(this::add);
  }

  /** All lines; the last one says how many were left out. */
  List<String> list() {
    List<String> all = new ArrayList<>(lines);
    if (left > 0) {
      all.add("and " + left + " more notices");
    }
    return List.copyOf(all);
  }
}
