package io.tidemark.worker.config;

import io.smallrye.config.ConfigMappings;
import io.smallrye.config.ConfigMappings.ConfigClass;
import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.tidemark.api.TaskQueues;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the environment into a {@link TidemarkConfig}. SmallRye Config maps and converts, and goes
 * on after a problem; what concerns several variables is looked at whatever it found, so that
 * people see all they have to mend at once.
 */
public final class ConfigLoader {
  /** SmallRye's frame around a converter's message; it repeats the value, which may be secret. */
  private static final Pattern CONVERSION =
      Pattern.compile(
          ".*SRCFG00039: The config property (\\S+) with the config value .* threw an Exception"
              + " whilst being converted (.*)",
          Pattern.DOTALL);

  private ConfigLoader() {}

  /**
   * Reads everything that a worker needs.
   *
   * @param environment usually {@link System#getenv()}
   * @throws ConfigException with every problem
   */
  public static TidemarkConfig load(Map<String, String> environment) throws ConfigException {
    Map<String, String> given = new HashMap<>(environment);
    // Set to nothing is not set, as compose files and shells write it.
    given.values().removeIf(String::isEmpty);
    Assembly assembly = new Assembly(given);
    assembly.checkPresence();
    assembly.checkNames(variableNames());
    List<String> misread = new ArrayList<>();
    Optional<Variables> variables = map(given, misread);
    assembly.problems().addAll(misread);
    Optional<TidemarkConfig> config = variables.flatMap(assembly::assemble);
    return config.orElseThrow(() -> new ConfigException(assembly.problems()));
  }

  /**
   * The queue that workflows are started on: all that a client must know, besides where Temporal
   * is. Databases and stores are the worker's affair, so nothing else is looked at.
   *
   * @throws ConfigException when it cannot be a queue's name
   */
  public static String taskQueue(Map<String, String> environment) throws ConfigException {
    String value = environment.getOrDefault("TIDEMARK_TASK_QUEUE", "");
    if (value.isEmpty()) {
      return TaskQueues.DEFAULT;
    }
    try {
      return new Converters.Queue().convert(value);
    } catch (IllegalArgumentException e) {
      throw new ConfigException(List.of("TIDEMARK_TASK_QUEUE: " + e.getMessage()));
    }
  }

  /** Names of all variables that {@link #load} reads. */
  static SortedSet<String> variableNames() {
    TreeSet<String> names = new TreeSet<>();
    for (String property :
        ConfigMappings.getProperties(ConfigClass.configClass(Variables.class)).keySet()) {
      names.add(variable(property));
    }
    return names;
  }

  private static Optional<Variables> map(Map<String, String> environment, List<String> problems) {
    // No default interceptors: a passphrase with "${" in it is not an expression.
    SmallRyeConfigBuilder builder =
        new SmallRyeConfigBuilder()
            .withSources(new EnvConfigSource(environment, EnvConfigSource.ORDINAL))
            .withMapping(Variables.class);
    try {
      return Optional.of(builder.build().getConfigMapping(Variables.class));
    } catch (ConfigValidationException e) {
      for (int i = 0; i < e.getProblemCount(); i++) {
        problems.add(readable(e.getProblem(i).getMessage()));
      }
      return Optional.empty();
    }
  }

  private static String readable(String message) {
    Matcher matcher = CONVERSION.matcher(message);
    if (!matcher.matches()) {
      return "a variable cannot be read; see docs/configuration.md for what each takes";
    }
    return variable(matcher.group(1)) + ": " + matcher.group(2);
  }

  /** {@code backup.retention-days} is {@code BACKUP_RETENTION_DAYS}. */
  private static String variable(String property) {
    return property.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
  }
}
