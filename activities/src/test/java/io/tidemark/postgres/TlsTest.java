package io.tidemark.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.provision.ScratchPostgres;
import io.tidemark.testkit.TestPrograms;
import io.tidemark.testkit.TestServers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsTest {
  @TempDir static Path certificates;
  private static ScratchPostgres server;

  @BeforeAll
  static void startServerWithCertificates() throws Exception {
    openssl(
        "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2"
            + " -subj /CN=authority -keyout ca.key -out ca.pem");
    for (String name : List.of("server", "client", "other")) {
      openssl(
          "req -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -subj /CN=postgres"
              + " -addext subjectAltName=DNS:localhost -keyout "
              + name
              + ".key -out "
              + name
              + ".csr");
      openssl(
          "x509 -req -days 2 -in "
              + name
              + ".csr -CA ca.pem -CAkey ca.key -CAcreateserial"
              + " -copy_extensions copy -out "
              + name
              + ".pem");
    }
    openssl(
        "req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=wrong -keyout wrong.key -out"
            + " wrong.pem");
    server = ScratchPostgres.start(TestServers.installation(15));
    for (String file : List.of("server.pem", "server.key", "ca.pem")) {
      Path copy = Files.copy(certificates.resolve(file), server.folder().resolve(file));
      Files.setOwner(copy, Files.getOwner(server.folder()));
      Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString("rw-------"));
    }
    try (Connection session = new Sessions().open(server.target(), "tls");
        Statement statement = session.createStatement()) {
      statement.execute("ALTER SYSTEM SET ssl_cert_file = '" + server.folder() + "/server.pem'");
      statement.execute("ALTER SYSTEM SET ssl_key_file = '" + server.folder() + "/server.key'");
      statement.execute("ALTER SYSTEM SET ssl_ca_file = '" + server.folder() + "/ca.pem'");
      statement.execute("ALTER SYSTEM SET ssl = on");
    }
    server.crash();
    server.startAgain();
  }

  @AfterAll
  static void stopServer() {
    server.close();
  }

  @Test
  void verifiesTheServerAndShowsTheClientsCertificate() throws Exception {
    ConnectionTarget target =
        target(
            "sslmode=verify-full&sslrootcert=%1$s/ca.pem&sslcert=%1$s/client.pem&sslkey=%1$s/client.key"
                .formatted(certificates));
    assertThat(clientName(target)).isEqualTo("/CN=postgres");
    try (PgProcess dump =
        PgProcess.start(
            PgCommand.connected(
                TestPrograms.find("pg_dump", 15), List.of("--schema-only"), target, "tls"))) {
      dump.stdout().readAllBytes();
      PgExit exit = dump.waitFor();
      assertThat(exit.status()).as(exit.stderrTail()).isZero();
    }
  }

  @Test
  void refusesAnotherAuthority() {
    ConnectionTarget target =
        target("sslmode=verify-ca&sslrootcert=" + certificates.resolve("wrong.pem"));
    assertThatThrownBy(() -> clientName(target))
        .isInstanceOfSatisfying(
            PostgresException.class,
            failure -> assertThat(failure.kind()).isEqualTo(PostgresException.Kind.INVALID))
        .hasMessageContaining("SSL error");
  }

  @Test
  void anAuthorityIsAskedWhenItIsNamed() {
    // As in libpq, where require with a root certificate means verify-ca.
    ConnectionTarget target =
        target("sslmode=require&sslrootcert=" + certificates.resolve("wrong.pem"));
    assertThatThrownBy(() -> clientName(target)).hasMessageContaining("SSL error");
  }

  @Test
  void encryptsWithoutVerifyingWhenToldSo() throws SQLException {
    assertThat(clientName(target("sslmode=require"))).isEqualTo("none");
    assertThat(clientName(target("sslmode=disable"))).isEqualTo("not encrypted");
  }

  private static ConnectionTarget target(String parameters) {
    String uri = server.uri("postgres").replace("127.0.0.1", "localhost");
    return DatabaseUri.parse(uri + "?" + parameters);
  }

  private static String clientName(ConnectionTarget target) throws SQLException {
    try (Connection session = new Sessions().open(target, "tls");
        Statement statement = session.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT CASE WHEN ssl THEN coalesce(client_dn, 'none') ELSE 'not encrypted' END"
                    + " FROM pg_stat_ssl WHERE pid = pg_backend_pid()")) {
      row.next();
      return row.getString(1);
    }
  }

  private static void openssl(String arguments) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(("openssl " + arguments).split(" "))
            .directory(certificates.toFile())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
  }
}
