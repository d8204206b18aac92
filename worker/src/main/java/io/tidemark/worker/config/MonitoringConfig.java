package io.tidemark.worker.config;

import static java.util.Objects.requireNonNull;

import io.tidemark.postgres.ConnectionTarget;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * All that commands need which look at databases and touch no backup: no store, no key, no
 * Temporal.
 *
 * @param databases by name; never empty
 * @param state folder for what they saw before
 * @param warnings what was ignored or looks mistaken, for people to read
 */
public record MonitoringConfig(
    Map<String, ConnectionTarget> databases, Path state, List<String> warnings) {
  public MonitoringConfig {
    databases = Collections.unmodifiableMap(new TreeMap<>(databases));
    requireNonNull(state, "state is null");
    warnings = List.copyOf(warnings);
  }

  /** TIDEMARK_STATE's default: XDG_STATE_HOME/tidemark or ~/.local/state/tidemark. */
  static Path usualState(Map<String, String> environment, Path home) {
    String xdg = environment.getOrDefault("XDG_STATE_HOME", "");
    // The XDG specification: a relative path is invalid and to be ignored.
    return (xdg.startsWith("/") ? Path.of(xdg) : home.resolve(".local").resolve("state"))
        .resolve("tidemark");
  }
}
