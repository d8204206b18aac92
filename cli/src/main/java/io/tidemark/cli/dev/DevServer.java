package io.tidemark.cli.dev;

import io.temporal.testing.TemporalDevServer;
import io.temporal.testing.TemporalDevServerOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Temporal's development server with its Web UI, apart from our terminal: Ctrl-C reaches us alone,
 * so that workers drain while the server is still there. It ends with {@link #close}, or with this
 * JVM, however that ends.
 */
public final class DevServer implements AutoCloseable {
  private final TemporalDevServer server;
  private final String webUi;

  private DevServer(TemporalDevServer server, String webUi) {
    this.server = server;
    this.webUi = webUi;
  }

  /**
   * Starts it and waits until it answers.
   *
   * @param program Temporal's CLI
   * @param place ports and files
   * @throws IOException when it cannot be started; the message says what to do
   */
  public static DevServer start(Path program, Place place) throws IOException {
    Files.createDirectories(place.folder());
    requireFree(place.port(), "--port");
    requireFree(place.uiPort(), "--ui-port");
    Path keeper = Keeper.write(place.folder(), program);
    TemporalDevServerOptions.Builder options =
        TemporalDevServerOptions.newBuilder()
            .setExistingPath(keeper.toString())
            .setDownloadEnabled(false)
            .setPort(place.port())
            .setUiPort(place.uiPort())
            .setLogFile(place.folder().resolve("temporal.log").toString());
    place.databaseFile().ifPresent(file -> options.setDatabaseFilename(file.toString()));
    try {
      return new DevServer(
          TemporalDevServer.start(options.build()), "http://localhost:" + place.uiPort());
    } catch (IllegalStateException e) {
      throw new IOException(
          "Temporal's development server does not start; see "
              + place.folder().resolve("temporal.log"),
          e);
    }
  }

  /** Host and port. */
  public String target() {
    return server.getTarget();
  }

  /** Address of the Web UI. */
  public String webUi() {
    return webUi;
  }

  @Override
  public void close() {
    server.close();
  }

  /** A port of the loopback address that nobody listens on now. */
  public static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static void requireFree(int port, String option) throws IOException {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      socket.setReuseAddress(true);
    } catch (IOException e) {
      throw new IOException(
          "port " + port + " is in use; stop what listens there, or choose another with " + option,
          e);
    }
  }

  /**
   * Where the server is.
   *
   * @param port of Temporal itself
   * @param uiPort of its Web UI
   * @param databaseFile kept between runs; empty to keep everything in memory
   * @param folder for its log
   */
  public record Place(int port, int uiPort, Optional<Path> databaseFile, Path folder) {}
}
