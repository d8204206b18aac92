package io.tidemark.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseUriTest {
  private static final String WE = System.getProperty("user.name");

  @Test
  void readsWhatLibpqUsersWrite() {
    assertReads("postgresql://u:p@h:5433/d", "u@h:5433/d");
    assertReads("postgres://u@h/d", "u@h:5432/d");
    assertReads("postgresql+psycopg://u@h/d", "u@h:5432/d");
    assertReads("postgresql://u@h", "u@h:5432/u");
    assertReads("postgresql://h", WE + "@h:5432/" + WE);
    assertReads("postgresql://u@h1:1,h2:2,h3/d", "u@h1:1,h2:2,h3:5432/d");
    assertReads("postgresql://u@[::1]:5433,[fe80::1]/d", "u@[::1]:5433,[fe80::1]:5432/d");
    assertReads("postgresql:///d?host=h&port=6&user=u", "u@h:6/d");
    assertReads("postgresql://u@/d?host=a,b&port=1,2", "u@a:1,b:2/d");
    assertReads("postgresql://u@%2Fvar%2Frun%2Fpostgresql/d", "u@/var/run/postgresql:5432/d");
    assertReads("postgresql://u@localhost/d?host=/run/pg", "u@/run/pg:5432/d");
    assertReads("postgresql://%C3%BC%20x:p%40%2F@h/d%3F%23", "ü x@h:5432/d?#");
    assertReads("  postgresql://u@h/d\n", "u@h:5432/d");
    assertReads("host=h port=7 dbname=d user=u", "u@h:7/d");
    assertReads("host = h user='a \\'b\\\\' dbname=d\\ e", "a 'b\\@h:5432/d e");
    assertReads("hostaddr=10.0.0.1 user=u dbname=d", "u@10.0.0.1:5432/d");
    assertReads("host=h hostaddr=10.0.0.1 user=u dbname=d", "u@h:5432/d");
  }

  @Test
  void readsWhatJdbcUsersWrite() {
    assertReads("jdbc:postgresql://h:5433/d?user=u&password=p", "u@h:5433/d");
    assertReads("jdbc:postgresql://h1,h2:2/d?user=u", "u@h1:5432,h2:2/d");
    assertReads("jdbc:postgresql://h/d%20e?user=u", "u@h:5432/d e");
    ConnectionTarget target =
        DatabaseUri.parse(
            "jdbc:postgresql://h/d?user=u&ssl=true&connectTimeout=3&currentSchema=x"
                + "&targetServerType=primary&ApplicationName=app&prepareThreshold=5");
    assertThat(target.parameters())
        .containsOnly(
            Map.entry("sslmode", "verify-full"),
            Map.entry("connect_timeout", "3"),
            Map.entry("target_session_attrs", "primary"));
    assertThat(target.warnings())
        .containsExactly(
            "the parameter currentSchema is ignored: a backup holds the whole database",
            "the parameter prepareThreshold is not known and ignored");
  }

  @Test
  void readsWhatPrismaUsersWrite() {
    ConnectionTarget target =
        DatabaseUri.parse(
            "postgresql://u:p@h/d?schema=app&connection_limit=5&pool_timeout=3&sslmode=require"
                + "&sslcert=/ca.pem&sslaccept=strict&connect_timeout=4");
    assertThat(target.parameters())
        .containsOnly(
            Map.entry("sslmode", "verify-full"),
            Map.entry("sslrootcert", "/ca.pem"),
            Map.entry("connect_timeout", "4"));
    assertThat(target.pooled()).isFalse();
    assertThat(target.warnings()).hasSize(3).allMatch(warning -> warning.contains(" is ignored: "));
    assertThat(DatabaseUri.parse("postgresql://u@h/d?sslaccept=strict").parameter("sslrootcert"))
        .contains("system");
    assertThat(DatabaseUri.parse("postgresql://u@h/d?sslaccept=accept_invalid_certs").parameters())
        .isEmpty();
    assertThat(DatabaseUri.parse("postgresql://u@h/d?pgbouncer=true").pooled()).isTrue();
    assertThat(DatabaseUri.parse("postgresql://u@h/d?pgbouncer=false").pooled()).isFalse();
  }

  @Test
  void readsWhatNodeUsersWrite() {
    assertThat(DatabaseUri.parse("postgres://u@h/d?ssl=true").parameter("sslmode"))
        .contains("require");
    assertThat(DatabaseUri.parse("postgres://u@h/d?sslmode=no-verify").parameter("sslmode"))
        .contains("require");
    assertThat(
            DatabaseUri.parse("postgres://u@h/d?ssl=true&sslmode=verify-ca").parameter("sslmode"))
        .contains("verify-ca");
  }

  @Test
  void keepsWhatBelongsToLibpqAndDropsWhatWeSet() {
    ConnectionTarget target =
        DatabaseUri.parse(
            "postgresql://u@h/d?application_name=x&keepalives_idle=1&options=-c%20geqo%3Doff"
                + "&sslcert=/client.pem&target_session_attrs=read-write");
    assertThat(target.parameters())
        .containsOnly(
            Map.entry("options", "-c geqo=off"),
            Map.entry("sslcert", "/client.pem"),
            Map.entry("target_session_attrs", "read-write"));
    assertThat(target.warnings()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "mysql://u:hush@h/d",
        "orders",
        "prisma://accelerate.example/?api_key=hush",
        "postgresql://u:hush#1/2@h:5432/d",
        "postgresql://u:hush%zz@h/d",
        "postgresql://u:hush%00@h/d",
        "postgresql://u:hush@h:port/d",
        "postgresql://u:hush@h:99999/d",
        "postgresql://u:hush@h:0/d",
        "postgresql://u:hush@[::1/d",
        "postgresql://u:hush@h/d?sslmode=maybe",
        "postgresql://u:hush@h/d?sslmode",
        "postgresql://u:hush@h/d?connect_timeout=soon",
        "postgresql://u:hush@h/d?service=prod",
        "postgresql://u:hush@h/d?sslpassword=hush",
        "postgresql://u:hush@a,b,c/d?port=1,2",
        "host=h password='hush",
        "host=h password=hush =x",
        "jdbc:mysql://h/d?password=hush"
      })
  void refusesWhatItCannotReadWithoutRepeatingIt(String text) {
    assertThatThrownBy(() -> DatabaseUri.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("hush")
        .message()
        .isNotBlank();
  }

  @Test
  void neverShowsAPassword() {
    ConnectionTarget target = DatabaseUri.parse("postgresql://u:hu%3Fsh@h/d");
    assertThat(target.password()).contains(Secret.of("hu?sh"));
    assertThat(target.toString() + target.describe() + target.password() + target.warnings())
        .doesNotContain("hu?sh");
    // The rest of a password with an unescaped question mark reads as a parameter.
    assertThat(DatabaseUri.parse("postgresql://u@h/d?9sh@h=1").warnings())
        .containsExactly("the parameter with an unusual name is not known and ignored");
  }

  @Test
  void anUnescapedAtSignBelongsToThePassword() {
    ConnectionTarget target = DatabaseUri.parse("postgresql://u:p@ss@h/d");
    assertThat(target.hosts()).isEqualTo(List.of(new HostPort("h", 5432)));
    assertThat(target.password()).isEqualTo(Optional.of(Secret.of("p@ss")));
  }

  @Property
  void anyPasswordAndNameSurviveEscaping(@ForAll String password, @ForAll String name) {
    String user = "u" + name.replace("\0", "");
    String secret = "p" + password.replace("\0", "");
    Assume.that(wellFormed(user) && wellFormed(secret));
    ConnectionTarget target =
        DatabaseUri.parse(
            "postgresql://" + escaped(user) + ":" + escaped(secret) + "@h/" + escaped(user));
    assertThat(target.user()).isEqualTo(user);
    assertThat(target.database()).isEqualTo(user);
    assertThat(target.password()).contains(Secret.of(secret));
  }

  private static boolean wellFormed(String text) {
    return StandardCharsets.UTF_8.newEncoder().canEncode(text);
  }

  private static String escaped(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static void assertReads(String text, String target) {
    assertThat(DatabaseUri.parse(text).describe()).as(text).isEqualTo(target);
  }
}
