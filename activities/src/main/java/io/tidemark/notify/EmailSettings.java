package io.tidemark.notify;

import static java.util.Objects.requireNonNull;

import io.tidemark.postgres.Secret;
import java.util.List;
import java.util.Optional;

/**
 * A mail server and whom to write to.
 *
 * @param name by which the channel is called
 * @param filter what is sent
 * @param host the server's name
 * @param port its port
 * @param security how the connection is kept private
 * @param user for the server; empty for none
 * @param password for the server; used with a user only
 * @param from the sender's address
 * @param to addresses; at least one
 */
public record EmailSettings(
    String name,
    NoticeFilter filter,
    String host,
    int port,
    Security security,
    Optional<String> user,
    Optional<Secret> password,
    String from,
    List<String> to)
    implements ChannelSettings {
  /** How the connection is kept private; the server's certificate is checked for its name. */
  public enum Security {
    /** TLS from the first byte. */
    TLS,
    /** Plain first, TLS before anything is said; refused when the server offers none. */
    STARTTLS,
    /** For servers on this machine. */
    NONE
  }

  public EmailSettings {
    requireNonNull(name, "name is null");
    requireNonNull(filter, "filter is null");
    requireNonNull(host, "host is null");
    requireNonNull(security, "security is null");
    requireNonNull(from, "from is null");
    to = List.copyOf(to);
  }
}
