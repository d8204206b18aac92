package io.tidemark.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Reads what people type: any JSON value, already decoded to maps, lists, strings and numbers.
 * Temporal drops or retries for ever what a typed parameter cannot hold, so typed input is received
 * untyped and read here, strictly and with all problems at once.
 */
public final class RequestReader {
  private final String what;
  private final String example;
  private final Map<?, ?> fields;
  private final TreeSet<String> known = new TreeSet<>();
  private final List<String> problems = new ArrayList<>();

  /**
   * @param what the thing that is read, for the message: {@code TidemarkBackup input}
   * @param example a good value, shown when this one cannot be read at all
   * @param json the decoded value, null when nothing was typed
   */
  public RequestReader(String what, String example, @Nullable Object json) {
    this.what = what;
    this.example = example;
    if (json instanceof Map<?, ?> map) {
      this.fields = map;
    } else {
      this.fields = Map.of();
      String got = json == null ? "nothing" : kindOf(json);
      throw new InvalidRequestException(
          what, List.of("expected a JSON object such as " + example + ", got " + got));
    }
  }

  /** A string that must be there and not blank; the empty string after a problem was noted. */
  public String requiredText(String name) {
    Optional<String> text = text(name);
    if (text.isEmpty() && fields.get(name) == null) {
      problems.add("\"" + name + "\" is missing, as in " + example);
    }
    return text.orElse("");
  }

  /** A string, or empty when absent or null. */
  public Optional<String> text(String name) {
    Object value = take(name);
    if (value == null) {
      return Optional.empty();
    }
    if (value instanceof String text && !text.isBlank()) {
      return Optional.of(text);
    }
    problems.add("\"" + name + "\" must be a text that is not blank, got " + kindOf(value));
    return Optional.empty();
  }

  /** One of a few words, or empty when absent or null. */
  public Optional<String> oneOf(String name, List<String> words) {
    Optional<String> text = text(name);
    if (text.isPresent() && !words.contains(text.get())) {
      problems.add("\"" + name + "\" must be one of " + String.join(", ", words));
      return Optional.empty();
    }
    return text;
  }

  /** A flag; false when absent or null. */
  public boolean flag(String name) {
    Object value = take(name);
    if (value == null) {
      return false;
    }
    if (value instanceof Boolean flag) {
      return flag;
    }
    problems.add("\"" + name + "\" must be true or false, got " + kindOf(value));
    return false;
  }

  /** A whole number within bounds, or empty when absent or null. */
  public Optional<Long> wholeNumber(String name, long least, long most) {
    Object value = take(name);
    if (value == null) {
      return Optional.empty();
    }
    if (value instanceof Number number
        && number.doubleValue() == Math.rint(number.doubleValue())
        && number.longValue() >= least
        && number.longValue() <= most) {
      return Optional.of(number.longValue());
    }
    problems.add("\"" + name + "\" must be a whole number from " + least + " to " + most);
    return Optional.empty();
  }

  /** Notes a problem that concerns several fields. */
  public void problem(String text) {
    problems.add(text);
  }

  /**
   * To be called after the last field was read.
   *
   * @throws InvalidRequestException with every problem, unknown fields included
   */
  public void finish() {
    for (Object key : new ArrayList<Object>(fields.keySet())) {
      String name = String.valueOf(key);
      if (!known.contains(name)) {
        problems.add("unknown field \"" + name + "\"" + suggestion(name));
      }
    }
    if (!problems.isEmpty()) {
      throw new InvalidRequestException(what, problems);
    }
  }

  private @Nullable Object take(String name) {
    known.add(name);
    return fields.get(name);
  }

  private String suggestion(String name) {
    return Spelling.nearest(name, known)
        .map(candidate -> "; did you mean \"" + candidate + "\"?")
        .orElse("; known are " + String.join(", ", known));
  }

  private static String kindOf(Object value) {
    if (value instanceof Map) {
      return "an object";
    }
    if (value instanceof List) {
      return "a list";
    }
    if (value instanceof String text) {
      return text.isBlank() ? "a blank text" : "a text";
    }
    return value instanceof Number ? "a number" : value instanceof Boolean ? "a flag" : "null";
  }
}
