package io.tidemark.postgres;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Where to connect, as whom, and how: a connection string that has been understood.
 *
 * @param hosts where to try, in order; never empty
 * @param database the database's name, unescaped
 * @param user the role's name
 * @param password empty when the server is expected to ask for none, or a password file has it
 * @param parameters libpq's keywords other than the above ({@code sslmode}, {@code sslrootcert},
 *     {@code options}, …), each with the value it had in the connection string
 * @param pooled whether the string itself says that a pooler stands in between (Prisma's {@code
 *     pgbouncer=true}); nothing of ours can work through one that shares sessions
 * @param warnings what was ignored or adapted in the connection string, for people to read
 */
public record ConnectionTarget(
    List<HostPort> hosts,
    String database,
    String user,
    Optional<Secret> password,
    Map<String, String> parameters,
    boolean pooled,
    List<String> warnings) {

  public ConnectionTarget {
    hosts = List.copyOf(hosts);
    requireNonNull(database, "database is null");
    requireNonNull(user, "user is null");
    requireNonNull(password, "password is null");
    parameters = Collections.unmodifiableMap(new TreeMap<>(parameters));
    warnings = List.copyOf(warnings);
    if (hosts.isEmpty()) {
      throw new IllegalArgumentException("a connection target needs a host");
    }
  }

  /** The same server and role, another database. */
  public ConnectionTarget withDatabase(String name) {
    return new ConnectionTarget(hosts, name, user, password, parameters, pooled, warnings);
  }

  /** The same place, another role. */
  public ConnectionTarget withUser(String name, Optional<Secret> newPassword) {
    return new ConnectionTarget(hosts, database, name, newPassword, parameters, pooled, warnings);
  }

  /** One of libpq's keywords, when the connection string had it. */
  public Optional<String> parameter(String keyword) {
    return Optional.ofNullable(parameters.get(keyword));
  }

  /** Where this leads, for messages: {@code user@host:port/database}; never a secret. */
  public String describe() {
    return user
        + "@"
        + hosts.stream().map(HostPort::toString).collect(Collectors.joining(","))
        + "/"
        + database;
  }

  @Override
  public String toString() {
    return describe();
  }
}
