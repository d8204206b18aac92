package io.tidemark.worker.http;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Whether a worker can do its work now. Each check is made at most once in a few seconds, however
 * often it is asked for: probes must not become load. Safe for concurrent use.
 */
public final class Readiness implements Supplier<Readiness.Answer> {
  private static final Duration REMEMBERED = Duration.ofSeconds(3);
  private static final JsonMapper JSON = new JsonMapper();

  private final Map<String, Callable<?>> checks;
  private final LongSupplier nanoTime;
  private @Nullable Answer last;
  private long lastAt;

  /**
   * Checks by name, made in order.
   *
   * @param checks each throws when it fails; what it returns is not looked at
   */
  public Readiness(Map<String, Callable<?>> checks) {
    this(checks, System::nanoTime);
  }

  Readiness(Map<String, Callable<?>> checks, LongSupplier nanoTime) {
    this.checks = Collections.unmodifiableMap(new LinkedHashMap<>(checks));
    this.nanoTime = nanoTime;
  }

  /**
   * What was found.
   *
   * @param checks {@code ok} or what is wrong, by name
   */
  public record Answer(Map<String, String> checks) {
    public Answer {
      checks = Collections.unmodifiableMap(new LinkedHashMap<>(checks));
    }

    boolean ready() {
      return checks.values().stream().allMatch("ok"::equals);
    }

    String json() {
      return JSON.createObjectNode()
              .put("ready", ready())
              .<com.fasterxml.jackson.databind.node.ObjectNode>set(
                  "checks", JSON.valueToTree(checks))
              .toString()
          + "\n";
    }
  }

  @Override
  public synchronized Answer get() {
    long now = nanoTime.getAsLong();
    if (last == null || now - lastAt > REMEMBERED.toNanos()) {
      last = look();
      lastAt = nanoTime.getAsLong();
    }
    return last;
  }

  private Answer look() {
    Map<String, String> found = new LinkedHashMap<>();
    checks.forEach((name, check) -> found.put(name, outcome(check)));
    return new Answer(found);
  }

  private static String outcome(Callable<?> check) {
    try {
      check.call();
      return "ok";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "interrupted";
    } catch (Exception e) {
      return String.valueOf(e.getMessage());
    }
  }
}
