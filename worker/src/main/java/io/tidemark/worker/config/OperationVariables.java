package io.tidemark.worker.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.ConfigMappings;
import io.smallrye.config.ConfigMappings.ConfigClass;
import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Variables that no file replaces: whom to tell, when jobs run by themselves, and how the process
 * behaves. SmallRye Config maps them: {@code smtp.host} is {@code SMTP_HOST}.
 */
@ConfigMapping(prefix = "")
interface OperationVariables extends NotificationVariables, ScheduleVariables, ProcessVariables {
  /** SmallRye's frame around a converter's message; it repeats the value, which may be secret. */
  Pattern CONVERSION =
      Pattern.compile(
          ".*SRCFG00039: The config property (\\S+) with the config value .* threw an Exception"
              + " whilst being converted (.*)",
          Pattern.DOTALL);

  /**
   * Reads them all.
   *
   * @param problems gets a sentence for each that cannot be read; then nothing is returned
   */
  static Optional<OperationVariables> read(Map<String, String> environment, List<String> problems) {
    // No default interceptors: a password with "${" in it is not an expression.
    SmallRyeConfigBuilder builder =
        new SmallRyeConfigBuilder()
            .withSources(new EnvConfigSource(environment, EnvConfigSource.ORDINAL))
            .withMapping(OperationVariables.class);
    try {
      return Optional.of(builder.build().getConfigMapping(OperationVariables.class));
    } catch (ConfigValidationException e) {
      for (int i = 0; i < e.getProblemCount(); i++) {
        problems.add(readable(e.getProblem(i).getMessage()));
      }
      return Optional.empty();
    }
  }

  /** Names of all. */
  static SortedSet<String> names() {
    TreeSet<String> names = new TreeSet<>();
    for (String property :
        ConfigMappings.getProperties(ConfigClass.configClass(OperationVariables.class)).keySet()) {
      names.add(variable(property));
    }
    return names;
  }

  private static String readable(String message) {
    Matcher matcher = CONVERSION.matcher(message);
    if (!matcher.matches()) {
      return "a variable cannot be read; see docs/configuration.md for what each takes";
    }
    return variable(matcher.group(1)) + ": " + matcher.group(2);
  }

  /** {@code smtp.host} is {@code SMTP_HOST}. */
  private static String variable(String property) {
    return property.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
  }
}
