package io.tidemark.postgres;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Translates a connection string's parameters into libpq's keywords: from libpq itself, Prisma (and
 * the node driver), or JDBC. What has no meaning here is warned about, never passed over in
 * silence.
 */
final class ParameterDialect {
  /** libpq's keywords that are kept as they are. */
  private static final Set<String> KEPT =
      Set.of(
          "channel_binding",
          "connect_timeout",
          "gssencmode",
          "krbsrvname",
          "options",
          "require_auth",
          "requirepeer",
          "ssl_max_protocol_version",
          "ssl_min_protocol_version",
          "sslcert",
          "sslcrl",
          "sslcrldir",
          "sslkey",
          "sslmode",
          "sslnegotiation",
          "sslrootcert",
          "sslsni",
          "target_session_attrs");

  /** libpq's keywords that Tidemark sets itself. */
  private static final Set<String> OUR_BUSINESS =
      Set.of(
          "application_name",
          "client_encoding",
          "fallback_application_name",
          "keepalives",
          "keepalives_count",
          "keepalives_idle",
          "keepalives_interval",
          "tcp_user_timeout",
          "ApplicationName",
          "tcpKeepAlive");

  private static final Set<String> SSL_MODES =
      Set.of("disable", "allow", "prefer", "require", "verify-ca", "verify-full");

  private static final Map<String, String> REFUSED =
      Map.of(
          "service", "write what the service file says into the connection string",
          "servicefile", "write what the service file says into the connection string",
          "passfile", "write the password into the connection string, or use ~/.pgpass",
          "sslpassword", "use a client key without a passphrase, readable by this user only",
          "sslidentity",
              "split the PKCS#12 file into sslcert and sslkey: openssl pkcs12 -nodes -in FILE");

  private static final Map<String, String> IGNORED_PRISMA =
      Map.of(
          "schema", "a backup holds the whole database, not one schema",
          "connection_limit", "Tidemark has its own pools",
          "pool_timeout", "Tidemark has its own pools",
          "socket_timeout", "a dump may be silent for long",
          "statement_cache_size", "it concerns Prisma's own connections");

  private static final Map<String, String> JDBC_NAMES =
      Map.of(
          "channelBinding", "channel_binding",
          "connectTimeout", "connect_timeout",
          "gssEncMode", "gssencmode",
          "kerberosServerName", "krbsrvname",
          "requireAuth", "require_auth",
          "sslNegotiation", "sslnegotiation");

  private static final Map<String, String> JDBC_SERVER_TYPES =
      Map.of(
          "any", "any",
          "primary", "primary",
          "master", "primary",
          "secondary", "standby",
          "slave", "standby",
          "preferSecondary", "prefer-standby",
          "preferSlave", "prefer-standby");

  private ParameterDialect() {}

  static ConnectionForm libpqOrPrisma(ConnectionForm form) {
    boolean prisma =
        form.has("sslaccept")
            || form.has("pgbouncer")
            || IGNORED_PRISMA.keySet().stream().anyMatch(form::has);
    if (prisma) {
      // With Prisma, sslcert is the authority's certificate; with libpq it is the client's own.
      form.take("sslcert").ifPresent(file -> form.keyword("sslrootcert", file));
    }
    form.take("ssl")
        .filter(ParameterDialect::isOn)
        .ifPresent(on -> form.keyword("sslmode", "require"));
    boolean strict = form.take("sslaccept").filter("strict"::equals).isPresent();
    if (form.take("pgbouncer").filter(ParameterDialect::isOn).isPresent()) {
      form.behindPooler();
    }
    finish(form);
    if (strict && !"disable".equals(form.keyword("sslmode").orElse(""))) {
      form.keyword("sslmode", "verify-full");
      if (form.keyword("sslrootcert").isEmpty()) {
        form.keyword("sslrootcert", "system");
      }
    }
    return form;
  }

  static ConnectionForm jdbc(ConnectionForm form) {
    JDBC_NAMES.forEach(
        (jdbc, libpq) -> form.take(jdbc).ifPresent(value -> form.keyword(libpq, value)));
    form.take("targetServerType")
        .ifPresent(
            type -> {
              String attributes = JDBC_SERVER_TYPES.get(type);
              if (attributes == null) {
                form.warn(
                    "the parameter targetServerType is ignored: libpq has no equal of its value");
              } else {
                form.keyword("target_session_attrs", attributes);
              }
            });
    form.take("ssl")
        .filter(ParameterDialect::isOn)
        .ifPresent(on -> form.keyword("sslmode", "verify-full"));
    form.take("currentSchema")
        .ifPresent(
            schema ->
                form.warn(
                    "the parameter currentSchema is ignored: a backup holds the whole database"));
    finish(form);
    return form;
  }

  /** What all dialects share, and a word about everything that nobody understood. */
  private static void finish(ConnectionForm form) {
    REFUSED.forEach(
        (name, advice) -> {
          if (form.take(name).isPresent()) {
            throw new IllegalArgumentException(
                "the parameter " + name + " cannot be used: " + advice);
          }
        });
    KEPT.forEach(name -> form.take(name).ifPresent(value -> form.keyword(name, value)));
    OUR_BUSINESS.forEach(form::take);
    IGNORED_PRISMA.forEach(
        (name, reason) ->
            form.take(name)
                .ifPresent(value -> form.warn("the parameter " + name + " is ignored: " + reason)));
    for (String name : form.leftOver()) {
      // A name may be the rest of a password with an unescaped question mark.
      String shown = name.matches("[A-Za-z][A-Za-z_.]{1,39}") ? name : "with an unusual name";
      form.warn("the parameter " + shown + " is not known and ignored");
    }
    check(form);
  }

  private static void check(ConnectionForm form) {
    if (form.keyword("sslmode").filter("no-verify"::equals).isPresent()) {
      form.keyword("sslmode", "require");
    }
    form.keyword("sslmode")
        .filter(mode -> !SSL_MODES.contains(mode))
        .ifPresent(
            mode -> {
              throw new IllegalArgumentException(
                  "sslmode must be one of disable, allow, prefer, require, verify-ca, verify-full");
            });
    form.keyword("connect_timeout")
        .filter(seconds -> !seconds.matches("\\d{1,5}"))
        .ifPresent(
            seconds -> {
              throw new IllegalArgumentException("connect_timeout must be a number of seconds");
            });
    if (form.keyword("sslrootcert").filter("system"::equals).isPresent()) {
      form.keyword("sslmode", "verify-full");
    }
    for (String ours : List.of("sslcrl", "sslcrldir", "ssl_min_protocol_version", "requirepeer")) {
      if (form.keyword(ours).isPresent()) {
        form.warn(ours + " holds for pg_dump and pg_restore, not for Tidemark's own sessions");
      }
    }
  }

  private static boolean isOn(String value) {
    return Set.of("true", "1", "on", "yes", "").contains(value);
  }
}
