package io.tidemark.workflow;

import io.tidemark.api.backup.PartRef;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** Cuts a backup's parts into groups of about equal bytes, so that a verification is few events. */
final class VerifyGroups {
  /** At most this many activities, however many parts. */
  static final int MOST = 200;

  private VerifyGroups() {}

  /**
   * Parts to be read by one activity.
   *
   * @param parts their indexes, ascending
   * @param bytes their stored bytes
   */
  record Group(List<Integer> parts, long bytes) {
    Group {
      parts = parts.stream().sorted().toList();
    }

    private Group plus(PartRef part) {
      List<Integer> more = new ArrayList<>(parts);
      more.add(part.index());
      return new Group(more, bytes + part.estimatedBytes());
    }

    private int first() {
      return parts.isEmpty() ? 0 : parts.get(0);
    }
  }

  /** The groups, biggest first: each part, biggest first, goes to the group with least bytes. */
  static List<Group> of(List<PartRef> parts) {
    Comparator<Group> leastFirst =
        Comparator.comparingLong(Group::bytes)
            .thenComparingInt(group -> group.parts().size())
            .thenComparingInt(Group::first);
    PriorityQueue<Group> groups = new PriorityQueue<>(leastFirst);
    for (int i = 0; i < Math.min(MOST, parts.size()); i++) {
      groups.add(new Group(List.of(), 0));
    }
    parts.stream()
        .sorted(
            Comparator.comparingLong(PartRef::estimatedBytes)
                .reversed()
                .thenComparingInt(PartRef::index))
        .forEach(part -> groups.add(groups.remove().plus(part)));
    return groups.stream()
        .sorted(Comparator.comparingLong(Group::bytes).reversed().thenComparingInt(Group::first))
        .toList();
  }
}
