package io.tidemark.load;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What {@code pg_restore --list} says: the number of each entry, and the line that begins with the
 * entry's kind. The second opinion on how a script is cut into entries.
 */
final class TocListing {
  private static final Pattern LINE = Pattern.compile("(\\d+); \\d+ \\d+ (.*)");

  private final Map<Integer, String> lines;

  private TocListing(Map<Integer, String> lines) {
    this.lines = lines;
  }

  /**
   * Reads the listing.
   *
   * @throws LoadException DAMAGED when a line is not understood
   */
  static TocListing parse(String listing) throws LoadException {
    Map<Integer, String> lines = new LinkedHashMap<>();
    for (String line : listing.split("\n", -1)) {
      if (line.isEmpty() || line.startsWith(";")) {
        continue;
      }
      Matcher matcher = LINE.matcher(line);
      if (!matcher.matches()
          || lines.put(Integer.valueOf(matcher.group(1)), matcher.group(2)) != null) {
        throw new LoadException(
            LoadException.Kind.DAMAGED,
            "pg_restore --list wrote a line that makes no sense: " + line);
      }
    }
    return new TocListing(lines);
  }

  Set<Integer> ids() {
    return lines.keySet();
  }

  /** The lines of entries whose kind begins so. */
  List<String> lines(String kind) {
    return lines.values().stream()
        .filter(line -> line.startsWith(kind))
        .collect(Collectors.toUnmodifiableList());
  }

  /** The listing without entries whose kind begins so. */
  TocListing without(String kind) {
    Map<Integer, String> left = new LinkedHashMap<>(lines);
    left.values().removeIf(line -> line.startsWith(kind));
    return new TocListing(left);
  }

  /** Whether the listing, too, says that this entry is of this kind. */
  boolean agrees(int id, String kind) {
    return lines.getOrDefault(id, "").startsWith(kind + " ");
  }

  /** The first number that only one of both knows. */
  OptionalInt difference(Set<Integer> others) {
    return Stream.concat(
            lines.keySet().stream().filter(id -> !others.contains(id)),
            others.stream().filter(id -> !lines.containsKey(id)))
        .mapToInt(Integer::intValue)
        .findFirst();
  }
}
