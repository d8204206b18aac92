package io.tidemark.worker.config;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The providers that {@code CLOUD_STORAGE_PROVIDER} chooses from. */
enum CloudProvider {
  AZURE("azure", "azure", Variables.AZURE, "AZURE_STORAGE_CONTAINER"),
  AWS("aws", "s3", Variables.S3, "AWS_S3_BUCKET"),
  GCP("gcp", "gcs", Variables.GCS, "GCS_BUCKET");

  static final String ENABLED = "CLOUD_STORAGE_ENABLED";
  static final String PROVIDER = "CLOUD_STORAGE_PROVIDER";

  /** Name of the store that the variables describe. */
  static final String STORE = "cloud";

  private final String word;
  private final String kind;

  @SuppressWarnings("ImmutableEnumChecker") // made by Map.of
  private final Map<String, String> variables;

  private final String place;

  CloudProvider(String word, String kind, Map<String, String> variables, String place) {
    this.word = word;
    this.kind = kind;
    this.variables = variables;
    this.place = place;
  }

  /** The key of the file for stores of this kind. */
  String kind() {
    return kind;
  }

  /** Its variables, with the keys that they stand for. */
  Map<String, String> variables() {
    return variables;
  }

  /** Whether a cloud store was asked for, rightly or not. */
  static boolean asked(Map<String, String> environment) {
    String enabled = environment.getOrDefault(ENABLED, "");
    return !enabled.equals("false") && (!enabled.isEmpty() || environment.containsKey(PROVIDER));
  }

  /**
   * The provider whose store is used; empty when none is, or when that cannot be told.
   *
   * @param problems gets what is missing or contradicts itself
   */
  static Optional<CloudProvider> chosen(Map<String, String> environment, List<String> problems) {
    String enabled = environment.getOrDefault(ENABLED, "");
    if (!List.of("", "true", "false").contains(enabled)) {
      problems.add(ENABLED + ": \"" + enabled + "\" is not true or false");
      return Optional.empty();
    }
    if (!asked(environment)) {
      return Optional.empty();
    }
    Optional<CloudProvider> chosen =
        environment.containsKey(PROVIDER)
            ? named(environment.getOrDefault(PROVIDER, ""), problems)
            : only(environment, problems);
    chosen.ifPresent(provider -> provider.requireVariables(environment, problems));
    return chosen;
  }

  /** What is set and does nothing, since no provider was chosen. */
  static List<String> unused(Map<String, String> environment) {
    if (environment.containsKey(ENABLED) || environment.containsKey(PROVIDER)) {
      return List.of();
    }
    return Arrays.stream(values())
        .filter(provider -> environment.containsKey(provider.place))
        .map(
            provider ->
                provider.place
                    + " is set and nothing is stored there; to use it set "
                    + PROVIDER
                    + "="
                    + provider.word)
        .toList();
  }

  private static Optional<CloudProvider> named(String word, List<String> problems) {
    Optional<CloudProvider> found =
        Arrays.stream(values()).filter(provider -> provider.word.equals(word)).findFirst();
    if (found.isEmpty()) {
      problems.add(PROVIDER + ": \"" + word + "\" is not one of " + words());
    }
    return found;
  }

  private static Optional<CloudProvider> only(
      Map<String, String> environment, List<String> problems) {
    List<CloudProvider> described =
        Arrays.stream(values())
            .filter(provider -> environment.containsKey(provider.place))
            .toList();
    if (described.size() == 1) {
      return Optional.of(described.get(0));
    }
    problems.add(PROVIDER + " is not set: give one of " + words());
    return Optional.empty();
  }

  private void requireVariables(Map<String, String> environment, List<String> problems) {
    if (!environment.containsKey(place)) {
      problems.add(place + " is not set: give the place that backups are written to");
    }
    if (this == AZURE
        && !environment.containsKey("AZURE_STORAGE_ACCOUNT")
        && !environment.containsKey("AZURE_STORAGE_CONNECTION_STRING")) {
      problems.add(
          "AZURE_STORAGE_ACCOUNT is not set: give the storage account, or"
              + " AZURE_STORAGE_CONNECTION_STRING");
    }
  }

  private static String words() {
    return Arrays.stream(values()).map(each -> each.word).collect(Collectors.joining(", "));
  }
}
