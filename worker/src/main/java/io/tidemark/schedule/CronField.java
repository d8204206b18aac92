package io.tidemark.schedule;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One field of a crontab's line.
 *
 * @param name for people
 * @param least smallest value
 * @param most greatest value
 * @param words names of the values from {@code least} on; empty when there are none
 */
record CronField(String name, int least, int most, List<String> words) {
  private static final Pattern ITEM =
      Pattern.compile("(\\*|[a-z]{3}|\\d{1,2})(?:-([a-z]{3}|\\d{1,2}))?(?:/(\\d{1,2}))?");

  /** The values that a text stands for. */
  SortedSet<Integer> read(String text) {
    SortedSet<Integer> values = new TreeSet<>();
    for (String item : text.split(",", -1)) {
      Matcher matcher = ITEM.matcher(item);
      if (!matcher.matches()) {
        throw refused(item);
      }
      int step = matcher.group(3) == null ? 1 : Integer.parseInt(matcher.group(3));
      int from = matcher.group(1).equals("*") ? least : value(matcher.group(1), item);
      int to = last(matcher, from, item);
      if (step == 0 || from > to || (matcher.group(1).equals("*") && matcher.group(2) != null)) {
        throw refused(item);
      }
      for (int each = from; each <= to; each += step) {
        values.add(each);
      }
    }
    return values;
  }

  private int last(Matcher matcher, int from, String item) {
    if (matcher.group(2) != null) {
      return value(matcher.group(2), item);
    }
    // "5/15" begins at five and goes on to the end.
    boolean open = matcher.group(1).equals("*") || matcher.group(3) != null;
    return open ? most : from;
  }

  private int value(String text, String item) {
    int value = words.contains(text) ? least + words.indexOf(text) : number(text, item);
    if (value < least || value > most) {
      throw refused(item);
    }
    return value;
  }

  private int number(String text, String item) {
    if (!Character.isDigit(text.charAt(0))) {
      throw refused(item);
    }
    return Integer.parseInt(text);
  }

  private IllegalArgumentException refused(String item) {
    return new IllegalArgumentException(
        "\""
            + item
            + "\" is no "
            + name
            + ": "
            + least
            + " to "
            + most
            + " are, with * , - and / as in a crontab");
  }
}
