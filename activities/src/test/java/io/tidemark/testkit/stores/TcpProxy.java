package io.tidemark.testkit.stores;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A network between a client and a server on this machine that fails as networks do: it delays,
 * cuts in the middle of a request, resets, and is gone for a while. Faults are ordered by tests
 * while connections are open. Thread-safe.
 */
public final class TcpProxy implements AutoCloseable {

  private static final int BLOCK_BYTES = 16 * 1024;

  private final InetSocketAddress server;
  private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
  private final AtomicInteger cuts = new AtomicInteger();
  private final AtomicInteger cutsDone = new AtomicInteger();
  private volatile long cutAfterBytes;
  private volatile long delayMillis;
  private volatile @Nullable ServerSocket listening;
  private final int port;

  /** Passes on to a server, from a free port of the loopback interface. */
  public TcpProxy(URI server) {
    this.server = new InetSocketAddress(server.getHost(), server.getPort());
    this.port = listen(0);
  }

  /** Where clients connect to instead. */
  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + port);
  }

  /** Every block takes so much longer in each direction. */
  public TcpProxy delay(Duration delay) {
    delayMillis = delay.toMillis();
    return this;
  }

  /** So many connections are reset, each when it has sent so much to the server. */
  public TcpProxy cutNext(int times, long afterBytes) {
    cutAfterBytes = afterBytes;
    cuts.set(times);
    return this;
  }

  /** How many connections were cut. */
  public int cutsDone() {
    return cutsDone.get();
  }

  /** Resets whatever is open at this moment. */
  public void resetAll() {
    connections.forEach(Connection::reset);
  }

  /** The server is gone: what is open is reset, and nobody gets through. */
  public void down() {
    ServerSocket socket = listening;
    listening = null;
    closeQuietly(socket);
    resetAll();
  }

  /** The server is back, at the same address. */
  public void up() {
    listen(port);
  }

  @Override
  public void close() {
    down();
  }

  private int listen(int wanted) {
    try {
      ServerSocket socket = new ServerSocket();
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), wanted));
      listening = socket;
      daemon("accept", () -> accept(socket));
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void accept(ServerSocket socket) {
    while (!socket.isClosed()) {
      try {
        Connection connection = new Connection(socket.accept());
        connections.add(connection);
        connection.start();
      } catch (IOException e) {
        // Closed by down(), or the server refused; the client sees the same.
      }
    }
  }

  private static void daemon(String name, Runnable work) {
    Thread thread = new Thread(work, "proxy " + name);
    thread.setDaemon(true);
    thread.start();
  }

  private static void closeQuietly(@Nullable AutoCloseable closeable) {
    try {
      if (closeable != null) {
        closeable.close();
      }
    } catch (Exception e) {
      // It is as closed as it can be.
    }
  }

  private final class Connection {

    private final Socket client;
    private final Socket upstream = new Socket();
    private long sent;

    Connection(Socket client) {
      this.client = client;
    }

    void start() throws IOException {
      try {
        upstream.connect(server);
      } catch (IOException e) {
        reset();
        throw e;
      }
      daemon("to server", () -> pump(client, upstream, true));
      daemon("to client", () -> pump(upstream, client, false));
    }

    private void pump(Socket from, Socket to, boolean toServer) {
      byte[] block = new byte[BLOCK_BYTES];
      try {
        InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream();
        for (int read = in.read(block); read >= 0; read = in.read(block)) {
          TimeUnit.MILLISECONDS.sleep(delayMillis);
          out.write(block, 0, read);
          sent += toServer ? read : 0;
          if (toServer && sent >= cutAfterBytes && cuts.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
            cutsDone.incrementAndGet();
            reset();
          }
        }
        to.shutdownOutput();
      } catch (IOException e) {
        reset();
      } catch (InterruptedException e) {
        reset();
        Thread.currentThread().interrupt();
      }
    }

    /** With a linger of zero, closing sends RST instead of FIN. */
    void reset() {
      connections.remove(this);
      for (Socket socket : new Socket[] {client, upstream}) {
        try {
          socket.setSoLinger(true, 0);
        } catch (IOException e) {
          // Closed already.
        }
        closeQuietly(socket);
      }
    }
  }
}
