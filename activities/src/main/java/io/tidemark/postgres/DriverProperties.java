package io.tidemark.postgres;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Says to the driver, in its words, what a connection target says in libpq's. */
final class DriverProperties {
  /** libpq's keywords whose values the driver takes as they are, and the driver's names. */
  private static final Map<String, String> SAME =
      Map.of(
          "sslmode", "sslmode",
          "sslcert", "sslcert",
          "sslkey", "sslkey",
          "sslnegotiation", "sslNegotiation",
          "channel_binding", "channelBinding",
          "gssencmode", "gssEncMode",
          "krbsrvname", "kerberosServerName",
          "require_auth", "requireAuth");

  /** libpq's target_session_attrs in the driver's words; read-write exists there as primary. */
  private static final Map<String, String> SERVER_TYPES =
      Map.of(
          "any", "any",
          "read-write", "primary",
          "primary", "primary",
          "read-only", "secondary",
          "standby", "secondary",
          "prefer-standby", "preferSecondary");

  private DriverProperties() {}

  static String url(List<HostPort> hosts, ConnectionTarget target) {
    String places =
        hosts.stream()
            // The host of a Unix socket is in the socket factory's argument; this one is for show.
            .map(place -> place.isUnixSocket() ? "localhost:" + place.port() : place.toString())
            .collect(Collectors.joining(","));
    return "jdbc:postgresql://"
        + places
        + "/"
        + URLEncoder.encode(target.database(), StandardCharsets.UTF_8);
  }

  static Properties of(
      ConnectionTarget target,
      HostPort firstHost,
      Duration connectTimeout,
      String applicationName,
      Optional<String> ownOptions) {
    Properties properties = new Properties();
    properties.setProperty("user", target.user());
    target.password().ifPresent(secret -> properties.setProperty("password", secret.reveal()));
    properties.setProperty("ApplicationName", applicationName);
    String seconds =
        target
            .parameter("connect_timeout")
            .filter(value -> !value.equals("0"))
            .orElseGet(() -> Long.toString(Math.max(1, connectTimeout.toSeconds())));
    properties.setProperty("connectTimeout", seconds);
    properties.setProperty("tcpKeepAlive", "true");
    // Rows of an SQL_ASCII database are moved as bytes.
    properties.setProperty("allowEncodingChanges", "true");
    // The driver cuts scripts at semicolons and errs at the body of an SQL-standard function; this
    // way it does not matter, the server cuts for itself.
    properties.setProperty("preferQueryMode", "extendedForPrepared");
    // Details of errors quote rows.
    properties.setProperty("logServerErrorDetail", "false");
    SAME.forEach(
        (keyword, name) ->
            target.parameter(keyword).ifPresent(value -> properties.setProperty(name, value)));
    target
        .parameter("sslkey")
        .ifPresent(file -> properties.setProperty("pemKeyAlgorithm", ClientKey.algorithm(file)));
    target
        .parameter("target_session_attrs")
        .map(SERVER_TYPES::get)
        .ifPresent(type -> properties.setProperty("targetServerType", type));
    String options =
        Stream.of(target.parameter("options"), ownOptions)
            .flatMap(Optional::stream)
            .collect(Collectors.joining(" "));
    if (!options.isEmpty()) {
      properties.setProperty("options", options);
    }
    target
        .parameter("sslrootcert")
        .ifPresent(
            certificates -> {
              if (certificates.equals("system")) {
                properties.setProperty("sslfactory", "org.postgresql.ssl.DefaultJavaSSLFactory");
              } else {
                properties.setProperty("sslrootcert", certificates);
              }
            });
    if (target.parameter("sslrootcert").isPresent()
        && "require".equals(target.parameter("sslmode").orElse(""))) {
      // As in libpq: who names an authority wants it asked.
      properties.setProperty("sslmode", "verify-ca");
    }
    if (firstHost.isUnixSocket()) {
      properties.setProperty("socketFactory", UnixSocketFactory.class.getName());
      properties.setProperty("socketFactoryArg", firstHost.socketPath());
      // As in libpq: no encryption between processes of one machine.
      properties.setProperty("sslmode", "disable");
      properties.setProperty("gssEncMode", "disable");
    }
    return properties;
  }
}
