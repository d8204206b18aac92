package io.tidemark.worker.config;

import io.temporal.client.WorkflowClientOptions;
import io.temporal.envconfig.ClientConfigProfile;
import io.temporal.envconfig.LoadClientConfigProfileOptions;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How Temporal is reached, by Temporal's own environment configuration: {@code TEMPORAL_ADDRESS},
 * {@code TEMPORAL_NAMESPACE}, TLS, API key, profiles of {@code temporal.toml}. Prints without a
 * secret, which the profile it is made of does not.
 */
public final class TemporalConnection {
  private static final String USUAL_ADDRESS = "localhost:7233";

  private final ClientConfigProfile profile;

  private TemporalConnection(ClientConfigProfile profile) {
    this.profile = profile;
  }

  /**
   * Reads environment, Tidemark's file and Temporal's profile file; the first of them that speaks
   * wins.
   *
   * @param environment usually {@link System#getenv()}
   * @throws ConfigException with every problem
   */
  public static TemporalConnection load(Map<String, String> environment) throws ConfigException {
    List<String> problems = new ArrayList<>();
    refuseAmbiguousFlag("TEMPORAL_TLS", environment, problems);
    refuseAmbiguousFlag("TEMPORAL_TLS_DISABLE_HOST_VERIFICATION", environment, problems);
    Map<String, String> all = new HashMap<>(ConfigLoader.temporal(environment));
    environment.forEach(
        (name, value) -> {
          if (!value.isEmpty()) {
            all.put(name, value);
          }
        });
    Optional<ClientConfigProfile> profile =
        read(LoadClientConfigProfileOptions.newBuilder().setEnvOverrides(all).build(), problems);
    if (profile.isPresent() && problems.isEmpty()) {
      return new TemporalConnection(profile.get());
    }
    throw new ConfigException(problems);
  }

  /**
   * A server at an address, in the namespace {@code default}, without TLS, whatever environment and
   * files say.
   *
   * @param address host and port
   */
  public static TemporalConnection at(String address) {
    ClientConfigProfile profile =
        ClientConfigProfile.newBuilder().setAddress(address).setNamespace("default").build();
    return new TemporalConnection(profile);
  }

  /** Host and port. */
  public String address() {
    return address(profile.getAddress()).orElse(USUAL_ADDRESS);
  }

  /** Whether somebody said where Temporal is; otherwise {@link #address} is a guess. */
  public boolean configured() {
    return address(profile.getAddress()).isPresent();
  }

  /** Temporal's namespace. */
  public String namespace() {
    String namespace = profile.getNamespace();
    return namespace == null || namespace.isEmpty() ? "default" : namespace;
  }

  /** Address, TLS and credentials. */
  public WorkflowServiceStubsOptions stubsOptions() {
    return profile.toWorkflowServiceStubsOptions();
  }

  /** The namespace. */
  public WorkflowClientOptions clientOptions() {
    return profile.toWorkflowClientOptions();
  }

  @Override
  public String toString() {
    return address() + ", namespace " + namespace();
  }

  private static Optional<ClientConfigProfile> read(
      LoadClientConfigProfileOptions options, List<String> problems) {
    try {
      return Optional.of(ClientConfigProfile.load(options));
    } catch (IOException | RuntimeException e) {
      problems.add("Temporal's configuration cannot be read: " + e.getMessage());
      return Optional.empty();
    }
  }

  private static Optional<String> address(@Nullable String address) {
    return Optional.ofNullable(address).filter(text -> !text.isEmpty());
  }

  /** Temporal takes every word but {@code true} for false: {@code TEMPORAL_TLS=1} turns TLS off. */
  private static void refuseAmbiguousFlag(
      String name, Map<String, String> environment, List<String> problems) {
    String value = environment.getOrDefault(name, "");
    if (!value.isEmpty() && !value.equalsIgnoreCase("true") && !value.equalsIgnoreCase("false")) {
      problems.add(name + ": \"" + value + "\" is neither true nor false");
    }
  }
}
