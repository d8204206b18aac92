package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.keys.PemFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys are made, listed and tried; the backup is the one of the format's test vectors. */
final class KeysCommandTest {
  private static final String PASSPHRASE = "correct horse battery staple";
  private static final String BACKUP = "20261123T181500Z-7f3a2c";

  @TempDir private Path folder;
  private final Map<String, String> environment = new TreeMap<>();

  @BeforeEach
  void placeTheBackup() throws IOException {
    Path store = folder.resolve("store");
    Path vectors = Path.of("..", "activities", "src", "test", "resources", "format", "v1");
    try (Stream<Path> all = Files.walk(vectors)) {
      for (Path path : all.filter(Files::isRegularFile).toList()) {
        Path copy = store.resolve(vectors.relativize(path).toString());
        Files.createDirectories(copy.resolveSibling("."));
        Files.copy(path, copy);
      }
    }
    environment.put("DATABASE_URL", "postgresql://app:s3cret@127.0.0.1:1/shop");
    environment.put("BACKUP_DIR", store.toString());
    environment.put("BACKUP_ENCRYPTION_KEY", PASSPHRASE);
  }

  private Screen screen() {
    return Screen.withoutTemporal(environment);
  }

  @Test
  void aRawKeyGoesToAFileOfItsOwnersAlone() throws Exception {
    Path file = folder.resolve("raw.key");
    Screen screen = screen();

    assertThat(screen.run("keys", "generate", file.toString())).isZero();

    String key = Files.readString(file).strip();
    assertThat(key).matches("[0-9a-f]{64}");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(screen.out()).doesNotContain(key);
    assertThat(screen.run("keys", "generate", file.toString())).isEqualTo(2);
    assertThat(screen.err()).contains("is there already");
    assertThat(Files.readString(file).strip()).isEqualTo(key);
  }

  @Test
  void pairsAreMadeAndListedByWhatTheyAreFor() throws Exception {
    Path escrow = folder.resolve("escrow.pem");
    Path worker = folder.resolve("worker.pem");
    Screen screen = screen();
    assertThat(
            screen.run("keys", "generate", escrow.toString(), "--pair", "rsa", "--name", "vault"))
        .isZero();
    assertThat(screen.run("keys", "generate", worker.toString(), "--pair", "ec")).isZero();
    environment.put("BACKUP_RECIPIENT_CERTIFICATES", escrow + ".crt");
    environment.put("BACKUP_SIGNING_KEY", worker.toString());

    assertThat(screen.run("keys", "list")).isZero();

    String escrowId = PemFile.credential(escrow).certificate().keyId();
    assertThat(screen.out())
        .containsPattern(escrowId + "\\s+recipient\\s+2\\d{3}-.*CN=vault")
        .containsPattern("signing key\\s+2\\d{3}-.*CN=tidemark")
        .containsPattern("[0-9a-f]{16}\\s+secret\\s+never")
        .doesNotContain(PASSPHRASE);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(escrow)))
        .isEqualTo("rw-------");
  }

  @Test
  void certificatesWithoutASigningKeyAreRefused() {
    Path escrow = folder.resolve("escrow.pem");
    Screen screen = screen();
    assertThat(screen.run("keys", "generate", escrow.toString(), "--pair", "ec")).isZero();
    environment.put("BACKUP_RECIPIENT_CERTIFICATES", escrow + ".crt");

    assertThat(screen.run("keys", "list")).isEqualTo(2);
    assertThat(screen.err()).contains("BACKUP_SIGNING_KEY");
  }

  @Test
  void checkTellsWhichBackupsAKeyOpens() throws Exception {
    Path other = folder.resolve("other.key");
    Screen screen = screen();
    assertThat(screen.run("keys", "generate", other.toString())).isZero();

    assertThat(screen.run("keys", "check")).isZero();
    assertThat(screen.out()).contains("opens").contains(BACKUP + " of shop");
    assertThat(screen.run("keys", "check", "--key-file", other.toString(), "--json")).isEqualTo(3);
    assertThat(screen.out()).contains("\"opens\":false").doesNotContain(PASSPHRASE);
  }

  @Test
  void theKitIsAScriptThatOpensTheBackup() throws Exception {
    Screen screen = screen();
    assertThat(screen.run("keys", "kit", "shop")).isZero();
    assertThat(screen.out())
        .startsWith("#!/usr/bin/env bash\n")
        .contains("Recovery kit for backup " + BACKUP)
        .contains(folder.resolve("store") + "/shop/" + BACKUP)
        .doesNotContain(PASSPHRASE);
    Path kit = Files.writeString(folder.resolve("kit.sh"), screen.out());
    Path key = Files.writeString(folder.resolve("key"), PASSPHRASE);

    ProcessBuilder stranger =
        new ProcessBuilder(
            "bash", kit.toString(), folder.resolve("store/shop/" + BACKUP).toString(), "part", "3");
    stranger.environment().put("KEY_FILE", key.toString());
    Process process = stranger.start();
    String part = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(process.waitFor()).isZero();
    assertThat(part).startsWith("COPY \"public\".\"orders\"");
    assertThat(screen.run("keys", "kit", "20260101T000000Z-aaaa")).isEqualTo(10);
  }

  @Test
  void theKitsScriptIsTheOneOfThePage() throws Exception {
    String page = Files.readString(Path.of("..", "docs", "restore-by-hand.md"));
    String script =
        new String(
            KeysKitCommand.class.getResourceAsStream("restore-by-hand.sh").readAllBytes(),
            StandardCharsets.UTF_8);

    assertThat(page).contains("```bash\n" + script + "```");
  }
}
