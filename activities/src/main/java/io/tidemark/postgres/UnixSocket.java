package io.tidemark.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/**
 * A Unix socket in the shape of a {@link Socket}, which Java itself offers for channels only.
 *
 * <p>The channel never blocks; a selector for each direction does, because the driver wants read
 * timeouts, and because a reader must not keep a writer out. One reader and one writer at a time.
 */
final class UnixSocket extends Socket {
  private final UnixDomainSocketAddress address;
  private final SocketChannel channel;
  private final Selector readable;
  private final Selector writable;
  private volatile int readTimeoutMillis;

  UnixSocket(UnixDomainSocketAddress address) throws IOException {
    this.address = address;
    this.channel = SocketChannel.open(StandardProtocolFamily.UNIX);
    this.readable = Selector.open();
    this.writable = Selector.open();
  }

  /** Connects to the path given at construction; whatever the driver resolved is passed over. */
  @Override
  public void connect(@Nullable SocketAddress ignored, int timeoutMillis) throws IOException {
    // A local server accepts at once or not at all: there is nothing to wait for.
    try {
      channel.connect(address);
    } catch (IOException failure) {
      throw new SocketException(address + ": " + failure.getMessage());
    }
    channel.configureBlocking(false);
    channel.register(readable, SelectionKey.OP_READ);
    channel.register(writable, SelectionKey.OP_WRITE);
  }

  @Override
  public void connect(@Nullable SocketAddress ignored) throws IOException {
    connect(ignored, 0);
  }

  private int read(ByteBuffer into) throws IOException {
    int timeout = readTimeoutMillis;
    int count = channel.read(into);
    while (count == 0) {
      if (waitFor(readable, timeout) == 0 && timeout > 0) {
        throw new SocketTimeoutException("nothing to read within " + timeout + " ms");
      }
      count = channel.read(into);
    }
    return count;
  }

  private void write(ByteBuffer from) throws IOException {
    while (from.hasRemaining()) {
      if (channel.write(from) == 0) {
        waitFor(writable, 0);
      }
    }
  }

  private int waitFor(Selector selector, int timeoutMillis) throws IOException {
    selector.selectedKeys().clear();
    int ready = selector.select(timeoutMillis);
    if (Thread.currentThread().isInterrupted()) {
      throw new InterruptedIOException("interrupted while talking to the server");
    }
    if (!channel.isOpen()) {
      throw new SocketException("Socket closed");
    }
    return ready;
  }

  @Override
  public InputStream getInputStream() {
    return new InputStream() {
      @Override
      public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
      }

      @Override
      public int read(byte[] bytes, int offset, int length) throws IOException {
        return length == 0 ? 0 : UnixSocket.this.read(ByteBuffer.wrap(bytes, offset, length));
      }

      @Override
      public void close() throws IOException {
        UnixSocket.this.close();
      }
    };
  }

  @Override
  public OutputStream getOutputStream() {
    return new OutputStream() {
      @Override
      public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
      }

      @Override
      public void write(byte[] bytes, int offset, int length) throws IOException {
        UnixSocket.this.write(ByteBuffer.wrap(bytes, offset, length));
      }

      @Override
      public void close() throws IOException {
        UnixSocket.this.close();
      }
    };
  }

  @Override
  public synchronized void close() throws IOException {
    channel.close();
    readable.close();
    writable.close();
  }

  @Override
  public synchronized void setSoTimeout(int timeoutMillis) {
    readTimeoutMillis = timeoutMillis;
  }

  @Override
  public synchronized int getSoTimeout() {
    return readTimeoutMillis;
  }

  @Override
  public boolean isConnected() {
    return channel.isConnected();
  }

  @Override
  public boolean isClosed() {
    return !channel.isOpen();
  }

  // What follows tunes TCP, which this is not.

  @Override
  public void setTcpNoDelay(boolean on) {}

  @Override
  public void setKeepAlive(boolean on) {}

  @Override
  public synchronized void setReceiveBufferSize(int size) {}

  @Override
  public synchronized void setSendBufferSize(int size) {}

  @Override
  public synchronized int getReceiveBufferSize() {
    return 1 << 16;
  }

  @Override
  public synchronized int getSendBufferSize() {
    return 1 << 16;
  }
}
