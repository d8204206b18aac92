package io.tidemark.testkit.stores;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** A store's server on a free port of the loopback interface, gone when closed. */
public final class StoreServer implements AutoCloseable {

  /** The account of every server here that asks for one; worth nothing anywhere else. */
  public static final String ACCOUNT = "tidemark";

  /** Its secret, in the base64 form that Azure wants. */
  public static final String SECRET = "c2VjcmV0LW9mLXRoZS1jb250cmFjdC1zdWl0ZQ==";

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Process process;
  private final Path folder;
  private final int port;

  private StoreServer(Process process, Path folder, int port) {
    this.process = process;
    this.folder = folder;
    this.port = port;
  }

  /** MinIO. */
  public static StoreServer minio() {
    return start(
        Map.of("MINIO_ROOT_USER", ACCOUNT, "MINIO_ROOT_PASSWORD", SECRET, "MINIO_BROWSER", "off"),
        (folder, port) ->
            List.of(
                StorePrograms.minio().toString(),
                "server",
                "--quiet",
                "--address",
                "127.0.0.1:" + port,
                folder.resolve("data").toString()));
  }

  /** Azurite, its blob service only. */
  public static StoreServer azurite() {
    return start(
        Map.of("AZURITE_ACCOUNTS", ACCOUNT + ":" + SECRET),
        (folder, port) ->
            List.of(
                StorePrograms.azurite().toString(),
                "--silent",
                "--disableTelemetry",
                "--skipApiVersionCheck",
                "--blobHost",
                "127.0.0.1",
                "--blobPort",
                Integer.toString(port),
                "--location",
                folder.resolve("data").toString()));
  }

  /** fake-gcs-server. */
  public static StoreServer fakeGcs() {
    return start(
        Map.of(),
        (folder, port) ->
            List.of(
                StorePrograms.fakeGcsServer().toString(),
                "-scheme",
                "http",
                "-host",
                "127.0.0.1",
                "-port",
                Integer.toString(port),
                "-external-url",
                "http://127.0.0.1:" + port,
                "-public-host",
                "127.0.0.1:" + port,
                "-backend",
                "memory"));
  }

  /** Where it listens. */
  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + port);
  }

  /** An address at which nobody listens. */
  public static URI deadEndpoint() {
    return URI.create("http://127.0.0.1:" + freePort());
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
      }
      deleteAll(folder);
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static StoreServer start(
      Map<String, String> environment, BiFunction<Path, Integer, List<String>> command) {
    try {
      Path folder = Files.createTempDirectory("tidemark-store");
      Files.createDirectory(folder.resolve("data"));
      int port = freePort();
      ProcessBuilder builder = new ProcessBuilder(command.apply(folder, port));
      builder.environment().putAll(environment);
      Process process =
          builder.redirectErrorStream(true).redirectOutput(folder.resolve("log").toFile()).start();
      StoreServer server = new StoreServer(process, folder, port);
      server.awaitListening();
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void awaitListening() throws IOException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!listens()) {
      try {
        boolean ended = process.waitFor(100, TimeUnit.MILLISECONDS);
        if (ended || System.nanoTime() > deadline) {
          String log = Files.readString(folder.resolve("log"));
          close();
          throw new IOException("the server does not listen: " + log);
        }
      } catch (InterruptedException e) {
        close();
        Thread.currentThread().interrupt();
        throw new IOException("interrupted", e);
      }
    }
  }

  private boolean listens() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void deleteAll(Path folder) throws IOException {
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path each, @Nullable IOException e)
              throws IOException {
            Files.deleteIfExists(each);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
