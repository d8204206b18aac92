package io.tidemark.worker.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.tidemark.worker.config.HttpConfig;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves {@code /metrics}, {@code /health/live} and {@code /health/ready}. It is bound before
 * anything else is started, so that a port that is taken is known first, and answers once {@link
 * #serve} was called. Nothing here needs a password and nothing here tells a secret, but the names
 * of databases are told: keep it to the networks that may know them.
 */
public final class OperationsServer implements AutoCloseable {
  /** As Prometheus' text format is called. */
  private static final String METRICS = "text/plain; version=0.0.4; charset=utf-8";

  private static final int THREADS = 2;
  private static final Logger log = LoggerFactory.getLogger(OperationsServer.class);

  private final HttpServer server;
  private final ExecutorService threads;

  private OperationsServer(HttpServer server) {
    this.server = server;
    this.threads =
        Executors.newFixedThreadPool(
            THREADS,
            work -> {
              Thread thread = new Thread(work, "tidemark-http");
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * Takes the port.
   *
   * @throws IOException when a chosen port is taken or cannot be used; the message says what to do
   */
  public static OperationsServer bind(HttpConfig config) throws IOException {
    if (config.port().isPresent()) {
      return new OperationsServer(chosen(config.host(), config.port().get()));
    }
    try {
      return new OperationsServer(open(config.host(), HttpConfig.USUAL_PORT));
    } catch (BindException e) {
      log.debug("port {} is taken", HttpConfig.USUAL_PORT, e);
      return new OperationsServer(chosen(config.host(), 0));
    }
  }

  private static HttpServer chosen(String host, int port) throws IOException {
    try {
      return open(host, port);
    } catch (IOException e) {
      throw new IOException(
          "Metrics and health cannot be served on "
              + host
              + ":"
              + port
              + " ("
              + e.getMessage()
              + "). Choose another port with --http-port or TIDEMARK_HTTP_PORT, or another address"
              + " with TIDEMARK_HTTP_HOST.",
          e);
    }
  }

  private static HttpServer open(String host, int port) throws IOException {
    InetSocketAddress address = new InetSocketAddress(host, port);
    if (address.isUnresolved()) {
      throw new IOException("no such address");
    }
    return HttpServer.create(address, 0);
  }

  /**
   * Begins to answer.
   *
   * @param metrics in Prometheus' text format; called for each scrape
   * @param readiness asked for each probe, so it should remember its answer for a moment
   */
  public void serve(Supplier<String> metrics, Supplier<Readiness.Answer> readiness) {
    server.createContext(
        "/metrics", exchange -> answer(exchange, "/metrics", 200, METRICS, metrics));
    server.createContext(
        "/health/live",
        exchange ->
            answer(exchange, "/health/live", 200, "application/json", () -> "{\"live\":true}\n"));
    server.createContext(
        "/health/ready",
        exchange -> {
          Readiness.Answer found = readiness.get();
          int status = found.ready() ? 200 : 503;
          answer(exchange, "/health/ready", status, "application/json", found::json);
        });
    server.setExecutor(threads);
    server.start();
  }

  private static void answer(
      HttpExchange exchange, String path, int status, String type, Supplier<String> body)
      throws IOException {
    try (exchange) {
      if (!exchange.getRequestURI().getPath().equals(path)) {
        exchange.sendResponseHeaders(404, -1);
        return;
      }
      if (!exchange.getRequestMethod().equals("GET")) {
        exchange.getResponseHeaders().set("Allow", "GET");
        exchange.sendResponseHeaders(405, -1);
        return;
      }
      byte[] bytes = body.get().getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", type);
      exchange.sendResponseHeaders(status, bytes.length);
      exchange.getResponseBody().write(bytes);
    } catch (RuntimeException e) {
      log.warn("{} could not be answered", path, e);
      throw e;
    }
  }

  /** Where it listens. */
  public URI address() {
    InetSocketAddress bound = server.getAddress();
    String host = bound.getHostString();
    return URI.create(
        "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + bound.getPort());
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
