package io.tidemark.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PgToolsTest {
  @TempDir Path folder;

  @Test
  void takesTheLowestMajorThatIsNotOlderThanTheServer() throws IOException {
    PgTools tools = tools("91.3", "90.1", "90.2", "93.0");
    assertThat(tools.find("pg_fake", 90).version()).isEqualTo(new PgVersion(90, 2));
    assertThat(tools.find("pg_fake", 91).version()).isEqualTo(new PgVersion(91, 3));
    assertThat(tools.find("pg_fake", 92).version()).isEqualTo(new PgVersion(93, 0));
  }

  @Test
  void saysWhatToInstall() throws IOException {
    PgTools tools = tools("90.1");
    assertThatThrownBy(() -> tools.find("pg_fake", 91))
        .isInstanceOfSatisfying(
            PgToolException.class,
            failure -> assertThat(failure.kind()).isEqualTo(PgToolException.Kind.TOO_OLD))
        .hasMessageContaining("is of 90.1")
        .hasMessageContaining("postgresql-client-91");
    assertThatThrownBy(() -> tools.find("pg_nothing", 91))
        .isInstanceOfSatisfying(
            PgToolException.class,
            failure -> assertThat(failure.kind()).isEqualTo(PgToolException.Kind.MISSING));
  }

  @Test
  void looksOnThePathAndPassesOverWhatIsNotPostgres() throws IOException {
    Path bin = program("90.1");
    Files.writeString(folder.resolve("pg_other"), "#!/bin/sh\necho something else\n");
    Files.setPosixFilePermissions(
        folder.resolve("pg_other"), PosixFilePermissions.fromString("rwxr-xr-x"));
    PgTools tools = new PgTools(List.of(), Map.of("PATH", "relative::" + folder + ":" + bin));
    assertThat(tools.find("pg_fake", 90).path()).isEqualTo(bin.resolve("pg_fake"));
    assertThat(tools.all("pg_other")).isEmpty();
  }

  @Test
  void warnsOfVersionsWithKnownHoles() throws IOException {
    PgTools tools = tools("17.10", "18.6", "15.19");
    assertThat(tools.all("pg_fake"))
        .extracting(program -> program.version() + " " + program.warnings().size())
        .containsExactly("17.10 1", "18.6 0", "15.19 0");
    assertThat(tools.find("pg_fake", 17).warnings().get(0)).contains("17.11 or later");
  }

  @Test
  void readsVersionsOfEveryKind() {
    assertThat(PgVersion.parse("pg_dump (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)"))
        .contains(new PgVersion(15, 18));
    assertThat(PgVersion.parse("postgres (PostgreSQL) 19beta2")).contains(new PgVersion(19, 0));
    assertThat(PgVersion.parse("pg_dump (something) 1.2")).isEmpty();
  }

  private PgTools tools(String... versions) throws IOException {
    List<Path> folders = new ArrayList<>();
    for (String version : versions) {
      folders.add(program(version));
    }
    return new PgTools(folders, Map.of());
  }

  private Path program(String version) throws IOException {
    Path bin = Files.createDirectory(folder.resolve(version));
    Path program = bin.resolve("pg_fake");
    Files.writeString(program, "#!/bin/sh\necho 'pg_fake (PostgreSQL) " + version + "'\n");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    return bin;
  }
}
