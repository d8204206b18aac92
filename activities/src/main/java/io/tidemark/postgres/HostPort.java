package io.tidemark.postgres;

import static java.util.Objects.requireNonNull;

/**
 * One place where a server may listen.
 *
 * @param host a host name, an address, or the absolute path of the folder of a Unix socket
 * @param port the TCP port, or the number in the socket's file name
 */
public record HostPort(String host, int port) {
  public static final int DEFAULT_PORT = 5432;

  public HostPort {
    requireNonNull(host, "host is null");
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException("port " + port + " is not between 1 and 65535");
    }
  }

  /** Whether this is a Unix socket's folder; Linux's abstract sockets ({@code @name}) included. */
  public boolean isUnixSocket() {
    return host.startsWith("/") || host.startsWith("@");
  }

  /** The path of the Unix socket. */
  public String socketPath() {
    return host + "/.s.PGSQL." + port;
  }

  @Override
  public String toString() {
    return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
  }
}
