package io.tidemark.worker.config;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * Where a worker serves metrics and health.
 *
 * @param host address to listen on; the loopback one unless told otherwise
 * @param port empty when nobody chose one: then the usual one, or a free one when that is taken
 */
public record HttpConfig(String host, Optional<Integer> port) {
  /** Tried first when nobody chose a port. */
  public static final int USUAL_PORT = 9464;

  public HttpConfig {
    requireNonNull(host, "host is null");
    requireNonNull(port, "port is null");
  }
}
