package io.tidemark.load;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Cuts the script of {@code pg_restore --section=post-data --verbose -f -} into its entries.
 *
 * <p>pg_restore puts a comment with number, dependencies, name and kind before each. Whether a line
 * is such a comment is decided by reading the text as SQL, since names and constants may look like
 * one. Commands of psql are refused, but for the {@code \restrict} around the script.
 */
final class PostDataScript {
  private static final String HEADER_START = "--\n-- TOC entry ";
  private static final Pattern HEADER =
      Pattern.compile(
          "--\n-- TOC entry (\\d+) \\(class \\d+ OID \\d+\\)\n"
              + "(?:-- Dependencies:([ \\d]*)\n)?"
              + "-- (?:Data for )?Name: (.*)\n"
              + "(?:-- Data Pos: .*\n)?--\n");
  private static final Pattern KIND = Pattern.compile("; Type: ([A-Z][A-Z ]*); Schema: ");
  private static final Pattern RESTRICT = Pattern.compile("\\\\(un)?restrict [A-Za-z0-9]+\n?");
  private static final Pattern CARRIED = Pattern.compile("SET (default_[a-z_]+) = ");
  private static final String TRAILER = "-- PostgreSQL database dump complete";

  private final String script;
  private final SqlText text;
  private final TocListing listing;
  private final Map<String, String> settings = new LinkedHashMap<>();
  private final List<PostDataEntry> entries = new ArrayList<>();

  private PostDataScript(String script, TocListing listing) {
    this.script = script;
    this.text = new SqlText(script);
    this.listing = listing;
  }

  /**
   * The entries in the order in which pg_restore would run them.
   *
   * @throws LoadException DAMAGED when script and listing do not agree in every entry
   */
  static List<PostDataEntry> parse(String script, TocListing listing) throws LoadException {
    PostDataScript parsed = new PostDataScript(script, listing);
    try {
      parsed.cut();
    } catch (IllegalArgumentException e) {
      throw damaged(String.valueOf(e.getMessage()));
    }
    parsed.compare();
    return List.copyOf(parsed.entries);
  }

  private void cut() throws LoadException {
    requirePreamble();
    int at = 0;
    Matcher header = null;
    StringBuilder body = new StringBuilder();
    List<String> settingsNow = List.of();
    while (at < script.length()) {
      if (atLineStart(at)) {
        Matcher next = headerAt(at);
        if (next != null) {
          finish(header, settingsNow, body);
          header = next;
          settingsNow = List.copyOf(settings.values());
          at = next.end();
          continue;
        }
        int after = carriedSetting(at);
        after = after > at ? after : restrict(at);
        if (after > at) {
          at = after;
          continue;
        }
      }
      int end = text.skip(at);
      if (!script.startsWith("--", at)) {
        body.append(script, at, end);
      }
      at = end;
    }
    finish(header, settingsNow, body);
  }

  private boolean atLineStart(int at) {
    return at == 0 || script.charAt(at - 1) == '\n';
  }

  private @Nullable Matcher headerAt(int at) throws LoadException {
    if (!script.startsWith(HEADER_START, at)) {
      return null;
    }
    Matcher matcher = HEADER.matcher(script).region(at, script.length());
    if (!matcher.lookingAt()) {
      throw damaged("a comment before an entry is not understood");
    }
    return matcher;
  }

  /** Settings stand before the comment of the entry that needs them, and stay in force. */
  private int carriedSetting(int at) throws LoadException {
    Matcher set = CARRIED.matcher(script).region(at, script.length());
    if (!set.lookingAt()) {
      return at;
    }
    int end = text.semicolon(at);
    if (end < 0) {
      throw damaged("a SET statement has no end");
    }
    settings.put(set.group(1), script.substring(at, end));
    return end + 1;
  }

  private int restrict(int at) throws LoadException {
    if (script.charAt(at) != '\\') {
      return at;
    }
    Matcher matcher = RESTRICT.matcher(script).region(at, script.length());
    if (!matcher.lookingAt()) {
      throw damaged("it holds a command for psql");
    }
    return matcher.end();
  }

  private void finish(@Nullable Matcher header, List<String> settingsNow, StringBuilder body)
      throws LoadException {
    if (header != null) {
      entries.add(entry(header, settingsNow, body.toString().strip()));
    }
    body.setLength(0);
  }

  private PostDataEntry entry(Matcher header, List<String> settingsNow, String sql)
      throws LoadException {
    int id = Integer.parseInt(header.group(1));
    String line = header.group(3);
    Matcher kind = KIND.matcher(line);
    // A name may hold "; Type: …" itself: the listing decides which of them is meant.
    for (int from = 0; kind.find(from); from = kind.start() + 1) {
      if (listing.agrees(id, kind.group(1))) {
        return new PostDataEntry(
            id,
            kind.group(1),
            line.substring(0, kind.start()),
            dependencies(header.group(2)),
            settingsNow,
            sql);
      }
    }
    throw damaged("entry " + id + " is not in the archive's list with the same kind");
  }

  private static List<Integer> dependencies(@Nullable String numbers) {
    if (numbers == null || numbers.isBlank()) {
      return List.of();
    }
    return List.of(numbers.strip().split(" +")).stream()
        .map(Integer::valueOf)
        .distinct()
        .collect(Collectors.toList());
  }

  private void requirePreamble() throws LoadException {
    if (!script.contains("\nSET client_encoding = '")
        || !script.contains("\nSET standard_conforming_strings = on;\n")
        || !script.contains("\n" + TRAILER + "\n")) {
      throw damaged("it lacks its first or its last lines");
    }
  }

  private void compare() throws LoadException {
    Set<Integer> ids = entries.stream().map(PostDataEntry::id).collect(Collectors.toSet());
    OptionalInt odd = listing.difference(ids);
    if (odd.isPresent() || ids.size() != entries.size()) {
      throw damaged("script and list differ in entry " + odd.orElse(-1));
    }
  }

  private static LoadException damaged(String why) {
    return new LoadException(
        LoadException.Kind.DAMAGED, "the definitions that pg_restore wrote cannot be used: " + why);
  }
}
