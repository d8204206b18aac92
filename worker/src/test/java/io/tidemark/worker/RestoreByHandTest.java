package io.tidemark.worker;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.keys.Credential;
import io.tidemark.keys.PemFile;
import io.tidemark.keys.SelfSigned;
import io.tidemark.provision.ScratchPostgres;
import io.tidemark.store.ObjectKey;
import io.tidemark.store.StoreWriter;
import io.tidemark.store.remote.PartSizes;
import io.tidemark.store.s3.S3Settings;
import io.tidemark.store.s3.S3Store;
import io.tidemark.testkit.DatabaseComparison;
import io.tidemark.testkit.TestDatabase;
import io.tidemark.testkit.TestServers;
import io.tidemark.testkit.Zoo;
import io.tidemark.testkit.stores.StoreServer;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Follows docs/restore-by-hand.md literally, with the script that stands there, on a server that
 * has never seen the backup. Of Tidemark nothing is used once the backup is sealed.
 */
final class RestoreByHandTest {
  private static final int MAJOR = 17;
  private static final String BUCKET = "backups";
  private static final long LONGEST_MINUTES = 5;

  @TempDir private Path folder;

  @Test
  void secretAndEscrowBringBackWhatWasBackedUp() throws Exception {
    SelfSigned maker = new SelfSigned(Clock.systemUTC());
    Path escrow = pem("escrow.pem", PemFile.text(maker.make(SelfSigned.Algorithm.RSA, "escrow")));
    Credential worker = maker.make(SelfSigned.Algorithm.EC, "worker");
    Path signer = pem("worker.pem", PemFile.text(worker.certificate()));
    Path stranger =
        pem(
            "stranger.pem",
            PemFile.text(maker.make(SelfSigned.Algorithm.EC, "worker").certificate()));
    Map<String, String> keys =
        Map.of(
            "BACKUP_RECIPIENT_CERTIFICATES", escrow.toString(),
            "BACKUP_SIGNING_KEY", pem("signing.pem", PemFile.text(worker)).toString(),
            "TIDEMARK_PART_SIZE_MIB", "1");
    try (TestDatabase source = TestServers.database(MAJOR);
        ScratchPostgres isolated =
            ScratchPostgres.start(TestServers.installation(MAJOR), Map.of());
        StoreServer minio = StoreServer.minio()) {
      Zoo.fill(source);
      Path backup = backUp(source, keys);

      String secret = pem("key", Site.KEY + "\n").toString();
      Shell bySecret = new Shell(isolated, Map.of("KEY_FILE", secret));
      Files.writeString(
          folder.resolve("globals.sql"), bySecret.script(backup, "globals").expectSuccess());
      bySecret.run(List.of("bash", "-c", line("grep -vE"))).expectSuccess();
      requireRestored(source, isolated, bySecret, backup);

      Shell byEscrow =
          new Shell(
              isolated, Map.of("PRIVATE_KEY", escrow.toString(), "SIGNER", signer.toString()));
      requireRestored(source, isolated, byEscrow, throughMinio(minio, backup));

      Shell byStranger =
          new Shell(
              isolated, Map.of("PRIVATE_KEY", escrow.toString(), "SIGNER", stranger.toString()));
      assertThat(byStranger.script(backup, "check").expectFailure()).contains("may be forged");
      requireDamageNoticed(bySecret, byEscrow, backup);
    }
  }

  private Path backUp(TestDatabase source, Map<String, String> keys) throws Exception {
    Path store = folder.resolve("store");
    try (Site site = Site.of(source, store, keys)) {
      return store.resolve(source.name()).resolve(site.backup().backupId());
    }
  }

  private void requireRestored(
      TestDatabase source, ScratchPostgres isolated, Shell shell, Path backup) throws Exception {
    assertThat(shell.script(backup, "check").expectSuccess()).contains("authentic and whole");
    assertThat(shell.script(backup, "restore").expectSuccess()).contains("with the rows they had");
    try (TestDatabase restored = TestDatabase.existing(isolated, source.name())) {
      assertThat(DatabaseComparison.differences(source.target(), restored.target())).isEmpty();
    }
  }

  private static void requireDamageNoticed(Shell bySecret, Shell byEscrow, Path backup)
      throws Exception {
    List<Path> files;
    try (Stream<Path> all = Files.walk(backup)) {
      files =
          all.filter(Files::isRegularFile)
              .filter(file -> file.toString().matches(".*/(parts/.*|contents-.*|manifest.json)"))
              .limit(4)
              .toList();
    }
    for (Path file : files) {
      byte[] sound = Files.readAllBytes(file);
      byte[] flipped = sound.clone();
      flipped[flipped.length / 2] ^= 1;
      Files.write(file, flipped);
      for (Shell shell : List.of(bySecret, byEscrow)) {
        shell.script(backup, "check").expectFailure();
      }
      Files.write(file, sound);
    }
    assertThat(bySecret.script(backup, "check").expectSuccess()).contains("authentic and whole");
  }

  /** Tidemark's own store writes it; the bucket is downloaded as any client would. */
  private Path throughMinio(StoreServer minio, Path backup) throws Exception {
    Path root = folder.resolve("store");
    try (S3Client client =
        S3Client.builder()
            .endpointOverride(minio.endpoint())
            .forcePathStyle(true)
            .region(Region.US_EAST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(
                    AwsBasicCredentials.create(StoreServer.ACCOUNT, StoreServer.SECRET)))
            .build()) {
      client.createBucket(bucket -> bucket.bucket(BUCKET));
      upload(minio, root, backup);
      Path fetched = folder.resolve("fetched");
      client
          .listObjectsV2Paginator(list -> list.bucket(BUCKET))
          .contents()
          .forEach(
              object -> {
                Path file = fetched.resolve(object.key());
                try {
                  Files.createDirectories(requireNonNull(file.getParent()));
                } catch (IOException e) {
                  throw new AssertionError(e);
                }
                client.getObject(get -> get.bucket(BUCKET).key(object.key()), file);
              });
      return fetched.resolve(root.relativize(backup));
    }
  }

  private static void upload(StoreServer minio, Path root, Path backup) throws Exception {
    S3Settings settings =
        new S3Settings(
            BUCKET,
            "",
            Optional.of(minio.endpoint()),
            Optional.of("us-east-1"),
            Optional.empty(),
            Optional.of(new S3Settings.AccessKey(StoreServer.ACCOUNT, StoreServer.SECRET)),
            S3Settings.Encryption.BUCKET_DEFAULT,
            Optional.empty(),
            PartSizes.DEFAULT);
    try (S3Store store = S3Store.open(settings);
        Stream<Path> all = Files.walk(backup)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        try (StoreWriter writer =
            store.newWriter(new ObjectKey(root.relativize(file).toString()))) {
          writer.stream().write(Files.readAllBytes(file));
          writer.commit();
        }
      }
    }
  }

  /** A line of the page's instructions. */
  private static String line(String beginning) throws IOException {
    return page()
        .lines()
        .filter(line -> line.startsWith(beginning))
        .findFirst()
        .orElseThrow(() -> new AssertionError("the page does not say " + beginning));
  }

  private static String page() throws IOException {
    return Files.readString(Path.of("..", "docs", "restore-by-hand.md"), StandardCharsets.UTF_8);
  }

  private Path pem(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  /** What a program said, and how it ended. */
  private record Ended(int status, String text) {
    String expectSuccess() {
      assertThat(status).as(text).isZero();
      return text;
    }

    String expectFailure() {
      assertThat(status).as(text).isNotZero();
      return text;
    }
  }

  /** The isolated machine's shell, with the page's script beside it. */
  private final class Shell {
    private final Map<String, String> environment = new TreeMap<>();
    private final Path script = folder.resolve("restore-by-hand.sh");
    private final Path said = folder.resolve("said");

    Shell(ScratchPostgres server, Map<String, String> keys) throws IOException {
      URI uri = URI.create(server.uri("postgres"));
      String[] user = uri.getUserInfo().split(":", 2);
      environment.put("PGHOST", uri.getHost());
      environment.put("PGPORT", String.valueOf(uri.getPort()));
      environment.put("PGUSER", user[0]);
      environment.put("PGPASSWORD", user[1]);
      environment.put(
          "PATH", server.installation().binFolder() + ":" + System.getenv().get("PATH"));
      environment.put("TMPDIR", folder.toString());
      environment.putAll(keys);
      Files.writeString(script, fromThePage());
    }

    Ended script(Path backup, String command) throws Exception {
      return run(List.of("bash", script.toString(), backup.toString(), command));
    }

    Ended run(List<String> command) throws Exception {
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(said.toFile())
              .directory(folder.toFile());
      builder.environment().clear();
      builder.environment().putAll(environment);
      Process process = builder.start();
      try {
        assertThat(process.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES)).as("ends").isTrue();
        return new Ended(process.exitValue(), Files.readString(said));
      } finally {
        process.destroyForcibly();
      }
    }

    private String fromThePage() throws IOException {
      String page = page();
      String fence = "```bash\n";
      int begin = page.indexOf(fence) + fence.length();
      return page.substring(begin, page.indexOf("```", begin));
    }
  }
}
