package io.tidemark.postgres;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How a program built on libpq is told where to connect: what is secret or has a variable, by the
 * environment; the database's name and the keepalives, which have none, by a connection string in
 * the arguments.
 *
 * <p>The password goes by PGPASSWORD and not by a file: the environment of a process can be read by
 * its own user and root only, who could read the file too, and nothing is left behind on a disk
 * when we are killed.
 */
final class LibpqEnvironment {
  /** libpq's keywords that have an environment variable. */
  private static final Map<String, String> VARIABLES =
      Map.ofEntries(
          Map.entry("channel_binding", "PGCHANNELBINDING"),
          Map.entry("connect_timeout", "PGCONNECT_TIMEOUT"),
          Map.entry("gssencmode", "PGGSSENCMODE"),
          Map.entry("krbsrvname", "PGKRBSRVNAME"),
          Map.entry("require_auth", "PGREQUIREAUTH"),
          Map.entry("requirepeer", "PGREQUIREPEER"),
          Map.entry("ssl_max_protocol_version", "PGSSLMAXPROTOCOLVERSION"),
          Map.entry("ssl_min_protocol_version", "PGSSLMINPROTOCOLVERSION"),
          Map.entry("sslcert", "PGSSLCERT"),
          Map.entry("sslcrl", "PGSSLCRL"),
          Map.entry("sslcrldir", "PGSSLCRLDIR"),
          Map.entry("sslkey", "PGSSLKEY"),
          Map.entry("sslmode", "PGSSLMODE"),
          Map.entry("sslnegotiation", "PGSSLNEGOTIATION"),
          Map.entry("sslrootcert", "PGSSLROOTCERT"),
          Map.entry("sslsni", "PGSSLSNI"),
          Map.entry("target_session_attrs", "PGTARGETSESSIONATTRS"));

  /** What our own environment hands on; whatever else is set there must not change a dump. */
  private static final List<String> INHERITED =
      List.of("PATH", "HOME", "TMPDIR", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "KRB5CCNAME");

  /** Where systems keep the certificates that libpq before 16 cannot find by itself. */
  private static final List<String> SYSTEM_CERTIFICATES =
      List.of(
          "/etc/ssl/certs/ca-certificates.crt",
          "/etc/pki/tls/certs/ca-bundle.crt",
          "/etc/ssl/cert.pem");

  private static final int FIRST_TO_KNOW_SYSTEM = 16;

  private LibpqEnvironment() {}

  /** The whole environment of a program. */
  static Map<String, String> of(PgCommand command, Map<String, String> own) {
    Map<String, String> environment = new LinkedHashMap<>();
    for (String name : INHERITED) {
      Optional.ofNullable(own.get(name)).ifPresent(value -> environment.put(name, value));
    }
    // Messages are judged, so they must be in the language that we know.
    environment.put("LC_ALL", "C");
    command.target().ifPresent(target -> connect(environment, target, command));
    return environment;
  }

  private static void connect(
      Map<String, String> environment, ConnectionTarget target, PgCommand command) {
    environment.put(
        "PGHOST", target.hosts().stream().map(HostPort::host).collect(Collectors.joining(",")));
    environment.put(
        "PGPORT",
        target.hosts().stream()
            .map(place -> Integer.toString(place.port()))
            .collect(Collectors.joining(",")));
    environment.put("PGUSER", target.user());
    target.password().ifPresent(secret -> environment.put("PGPASSWORD", secret.reveal()));
    environment.put("PGAPPNAME", Sessions.shortened(command.applicationName()));
    environment.put(
        "PGCONNECT_TIMEOUT", Long.toString(Sessions.DEFAULT_CONNECT_TIMEOUT.toSeconds()));
    VARIABLES.forEach(
        (keyword, variable) ->
            target.parameter(keyword).ifPresent(value -> environment.put(variable, value)));
    if ("system".equals(environment.get("PGSSLROOTCERT"))
        && command.program().version().major() < FIRST_TO_KNOW_SYSTEM) {
      SYSTEM_CERTIFICATES.stream()
          .filter(file -> Files.isReadable(Path.of(file)))
          .findFirst()
          .ifPresent(file -> environment.put("PGSSLROOTCERT", file));
    }
    List<String> options = new ArrayList<>();
    for (Keepalive setting : Keepalive.values()) {
      options.add("-c " + setting.serverSetting() + "=" + setting.value());
    }
    target.parameter("options").ifPresent(options::add);
    environment.put("PGOPTIONS", String.join(" ", options));
  }

  /** The connection string for {@code --dbname}: no host, no role, no secret. */
  static String connectionString(ConnectionTarget target) {
    StringBuilder text = new StringBuilder("dbname=").append(quoted(target.database()));
    text.append(" keepalives=1");
    for (Keepalive setting : Keepalive.values()) {
      text.append(' ').append(setting.libpqKeyword()).append('=').append(setting.value());
    }
    return text.toString();
  }

  private static String quoted(String value) {
    return "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}
