package io.tidemark.postgres;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A connection string taken apart, not yet interpreted: filled in by a reader, then by a dialect.
 */
final class ConnectionForm {
  private List<String> hosts = new ArrayList<>();
  private List<String> addresses = List.of();
  private List<String> ports = new ArrayList<>();
  private @Nullable String database;
  private @Nullable String user;
  private @Nullable Secret password;
  private boolean pooled;
  private final Map<String, String> unread = new LinkedHashMap<>();
  private final Map<String, String> parameters = new LinkedHashMap<>();
  private final List<String> warnings = new ArrayList<>();

  void place(String host, String port) {
    hosts.add(host);
    ports.add(port);
  }

  void database(String name) {
    database = name;
  }

  void user(String name) {
    user = name;
  }

  void password(String text) {
    password = Secret.of(text);
  }

  /** A parameter as written; what says where and as whom is taken at once. */
  void parameter(String name, String value) {
    switch (name) {
      case "host" ->
          hosts = value.isEmpty() ? hosts : new ArrayList<>(List.of(value.split(",", -1)));
      case "port" ->
          ports = value.isEmpty() ? ports : new ArrayList<>(List.of(value.split(",", -1)));
      case "hostaddr" -> addresses = value.isEmpty() ? addresses : List.of(value.split(",", -1));
      case "dbname" -> database = value;
      case "user" -> user = value;
      case "password" -> password = Secret.of(value);
      default -> unread.put(name, value);
    }
  }

  /** Takes a parameter out; each dialect takes what it knows. */
  Optional<String> take(String name) {
    return Optional.ofNullable(unread.remove(name));
  }

  /** Whether the string has this parameter and nobody took it. */
  boolean has(String name) {
    return unread.containsKey(name);
  }

  /** The names that nobody took. */
  List<String> leftOver() {
    return List.copyOf(unread.keySet());
  }

  /** One of libpq's keywords, understood. */
  void keyword(String name, String value) {
    parameters.put(name, value);
  }

  Optional<String> keyword(String name) {
    return Optional.ofNullable(parameters.get(name));
  }

  void behindPooler() {
    pooled = true;
  }

  void warn(String warning) {
    warnings.add(warning);
  }

  /** The whole, with libpq's defaults for what was left out. */
  ConnectionTarget target() {
    String role = user == null || user.isEmpty() ? System.getProperty("user.name") : user;
    String name = database == null || database.isEmpty() ? role : database;
    return new ConnectionTarget(
        places(), name, role, Optional.ofNullable(password), parameters, pooled, warnings);
  }

  private List<HostPort> places() {
    // An address beside a name only spares libpq the resolver.
    if (hosts.isEmpty()) {
      hosts = addresses;
    }
    if (ports.size() > 1 && ports.size() != Math.max(1, hosts.size())) {
      throw new IllegalArgumentException(
          "there are " + ports.size() + " ports for " + Math.max(1, hosts.size()) + " hosts");
    }
    List<HostPort> places = new ArrayList<>();
    for (int i = 0; i < Math.max(1, hosts.size()); i++) {
      int port = port(ports.isEmpty() ? "" : ports.get(ports.size() == 1 ? 0 : i));
      String host = hosts.isEmpty() ? "" : hosts.get(i);
      places.add(new HostPort(host.isEmpty() ? defaultHost(port) : host, port));
    }
    return places;
  }

  private static int port(String text) {
    if (text.isEmpty()) {
      return HostPort.DEFAULT_PORT;
    }
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException notANumber) {
      throw new IllegalArgumentException("the port is not a number between 1 and 65535");
    }
  }

  /** As libpq without a host: the local server's socket; where there is none, localhost. */
  private static String defaultHost(int port) {
    return Stream.of("/var/run/postgresql", "/tmp")
        .filter(folder -> Files.exists(Path.of(new HostPort(folder, port).socketPath())))
        .findFirst()
        .orElse("localhost");
  }
}
