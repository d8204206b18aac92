package io.tidemark.postgres;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;

/**
 * As much of PgBouncer in transaction mode as it takes to be found out: all clients share one
 * backend, which a client keeps for the length of a transaction.
 */
final class TransactionPooler implements AutoCloseable {
  private static final int SSL_REQUEST = 80_877_103;
  private static final int GSS_REQUEST = 80_877_104;

  private final ServerSocket listener;
  private final Socket backend;
  private final DataInputStream fromBackend;
  private final DataOutputStream toBackend;
  private final ReentrantLock backendLock = new ReentrantLock();
  private final AtomicInteger clients = new AtomicInteger(1_000_000);

  TransactionPooler(ConnectionTarget socketTarget) throws IOException {
    backend =
        new UnixSocketFactory(socketTarget.hosts().get(0).socketPath())
            .createSocket("localhost", 1);
    fromBackend = new DataInputStream(backend.getInputStream());
    toBackend = new DataOutputStream(backend.getOutputStream());
    byte[] startup =
        ("user\0" + socketTarget.user() + "\0database\0" + socketTarget.database() + "\0\0")
            .getBytes(StandardCharsets.UTF_8);
    byte[] message = new byte[startup.length + 8];
    ByteBuffer.wrap(message).putInt(message.length).putInt(196_608).put(startup);
    toBackend.write(message);
    while (readMessage(fromBackend).type() != 'Z') {
      // Everything until the backend is ready is between it and us.
    }
    listener = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    start(this::accept);
  }

  int port() {
    return listener.getLocalPort();
  }

  private void accept() throws IOException {
    while (!listener.isClosed()) {
      Socket client = listener.accept();
      start(() -> serve(client));
    }
  }

  private void serve(Socket client) throws IOException {
    try (client) {
      DataInputStream in = new DataInputStream(client.getInputStream());
      DataOutputStream out = new DataOutputStream(client.getOutputStream());
      int code = readStartup(in);
      while (code == SSL_REQUEST || code == GSS_REQUEST) {
        out.write('N');
        code = readStartup(in);
      }
      greet(out);
      for (Message message = readMessage(in); message.type() != 'X'; message = readMessage(in)) {
        if (!backendLock.isHeldByCurrentThread()) {
          backendLock.lock();
        }
        message.writeTo(toBackend);
        if (message.type() == 'Q' || message.type() == 'S') {
          toBackend.flush();
          answer(out);
        }
      }
    } finally {
      if (backendLock.isHeldByCurrentThread()) {
        backendLock.unlock();
      }
    }
  }

  private void answer(DataOutputStream out) throws IOException {
    Message answer;
    do {
      answer = readMessage(fromBackend);
      answer.writeTo(out);
    } while (answer.type() != 'Z');
    out.flush();
    if (answer.body()[0] == 'I') {
      backendLock.unlock();
    }
  }

  private static int readStartup(DataInputStream in) throws IOException {
    byte[] rest = new byte[in.readInt() - 8];
    int code = in.readInt();
    in.readFully(rest);
    return code;
  }

  private void greet(DataOutputStream out) throws IOException {
    new Message('R', new byte[4]).writeTo(out);
    for (Map.Entry<String, String> setting :
        Map.of(
                "client_encoding", "UTF8",
                "server_version", "15.18",
                "standard_conforming_strings", "on",
                "integer_datetimes", "on",
                "DateStyle", "ISO, MDY",
                "TimeZone", "UTC")
            .entrySet()) {
      byte[] body =
          (setting.getKey() + "\0" + setting.getValue() + "\0").getBytes(StandardCharsets.UTF_8);
      new Message('S', body).writeTo(out);
    }
    byte[] key = new byte[8];
    ByteBuffer.wrap(key).putInt(clients.incrementAndGet()).putInt(1);
    new Message('K', key).writeTo(out);
    new Message('Z', new byte[] {'I'}).writeTo(out);
    out.flush();
  }

  @Override
  public void close() throws IOException {
    listener.close();
    backend.close();
  }

  private static final class Message {
    private final int type;
    private final byte[] body;

    Message(int type, byte[] body) {
      this.type = type;
      this.body = body;
    }

    int type() {
      return type;
    }

    byte[] body() {
      return body;
    }

    void writeTo(DataOutputStream out) throws IOException {
      out.write(type);
      out.writeInt(body.length + 4);
      out.write(body);
    }
  }

  private static Message readMessage(DataInputStream in) throws IOException {
    int type = in.readUnsignedByte();
    byte[] body = new byte[in.readInt() - 4];
    in.readFully(body);
    return new Message(type, body);
  }

  private interface Work {
    void run() throws IOException;
  }

  private void start(Work work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (IOException failure) {
                if (!listener.isClosed() && !(failure instanceof EOFException)) {
                  throw new UncheckedIOException(failure);
                }
              }
            },
            "transaction pooler");
    thread.setDaemon(true);
    thread.start();
  }
}
