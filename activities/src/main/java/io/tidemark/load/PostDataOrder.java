package io.tidemark.load;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Sorts entries into phases. An entry is never earlier than what it depends on: the index of a
 * materialized view that pg_dump postponed comes after that view, the comment on an event trigger
 * after the trigger.
 */
final class PostDataOrder {
  private final Map<Phase, List<PostDataEntry>> phases = new EnumMap<>(Phase.class);

  PostDataOrder(List<PostDataEntry> entries) {
    Map<Integer, PostDataEntry> byId = new HashMap<>();
    entries.forEach(entry -> byId.put(entry.id(), entry));
    Map<Integer, Phase> phaseOf = new HashMap<>();
    for (PostDataEntry entry : entries) {
      Phase phase = phase(entry, byId, phaseOf);
      phases.computeIfAbsent(phase, unused -> new ArrayList<>()).add(entry);
    }
  }

  /** The entries of a phase in the archive's order. */
  List<PostDataEntry> entries(Phase phase) {
    return List.copyOf(phases.getOrDefault(phase, List.of()));
  }

  private static Phase phase(
      PostDataEntry entry, Map<Integer, PostDataEntry> byId, Map<Integer, Phase> phaseOf) {
    Phase known = phaseOf.get(entry.id());
    if (known != null) {
      return known;
    }
    Phase phase = Phase.of(entry.kind());
    phaseOf.put(entry.id(), phase); // ends a circle, should a damaged archive hold one
    for (int dependency : entry.dependencies()) {
      PostDataEntry other = byId.get(dependency);
      if (other != null) {
        Phase least = phase(other, byId, phaseOf);
        phase = least.compareTo(phase) > 0 ? least : phase;
      }
    }
    phaseOf.put(entry.id(), phase);
    return phase;
  }
}
