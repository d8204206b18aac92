package io.tidemark.store.azure;

import static java.util.Objects.requireNonNull;

import io.tidemark.store.remote.PartSizes;
import java.net.URI;
import java.util.Optional;

/**
 * Where a container is and how to get in.
 *
 * @param prefix put before every key, ending in a slash; empty to use the whole container
 * @param accessTier as Azure names it, {@code Cool} for one; empty for the account's default
 */
public record AzureSettings(
    String container,
    String prefix,
    Access access,
    Optional<String> accessTier,
    PartSizes partSizes) {

  /** How to get in. No form of it shows a secret in its text. */
  public sealed interface Access permits ConnectionString, Account, SharedAccessSignature {}

  /** Everything in one string, as the portal shows it: endpoint, account and key. */
  public record ConnectionString(String value) implements Access {

    public ConnectionString {
      requireNonNull(value, "value is null");
    }

    @Override
    public String toString() {
      return "ConnectionString[***]";
    }
  }

  /**
   * An account by its name or address, with whatever identity this process has: environment,
   * workload or managed identity, or a developer's login.
   *
   * @param endpoint for clouds other than the public one; when empty, {@code
   *     https://<name>.blob.core.windows.net}
   */
  public record Account(String name, Optional<URI> endpoint) implements Access {

    public Account {
      requireNonNull(name, "name is null");
      requireNonNull(endpoint, "endpoint is null");
    }

    URI address() {
      return endpoint.orElseGet(() -> URI.create("https://" + name + ".blob.core.windows.net"));
    }
  }

  /** An address without a query, and the query that opens it. */
  public record SharedAccessSignature(URI endpoint, String token) implements Access {

    public SharedAccessSignature {
      requireNonNull(endpoint, "endpoint is null");
      requireNonNull(token, "token is null");
    }

    @Override
    public String toString() {
      return "SharedAccessSignature[endpoint=" + endpoint + ", token=***]";
    }
  }

  public AzureSettings {
    if (container.isBlank()) {
      throw new IllegalArgumentException("the name of the container is empty");
    }
    if (!prefix.isEmpty() && !prefix.endsWith("/")) {
      throw new IllegalArgumentException("the prefix must end in a slash: " + prefix);
    }
    requireNonNull(access, "access is null");
    requireNonNull(accessTier, "accessTier is null");
    requireNonNull(partSizes, "partSizes is null");
  }

  /** A whole container, in the account's default tier. */
  public static AzureSettings of(String container, Access access) {
    return new AzureSettings(container, "", access, Optional.empty(), PartSizes.DEFAULT);
  }
}
