package io.tidemark.load;

import io.tidemark.postgres.PgProcess;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Pumps an archive into a program's standard input. The archive is read to its end even when the
 * program has heard enough, because only the end proves the bytes; when the archive fails, the
 * program is killed, so that it never takes a part for the whole.
 */
final class ArchiveFeed implements AutoCloseable {
  private static final int BUFFER = 64 * 1024;

  private final Thread thread;
  private volatile @Nullable Throwable failure;

  private ArchiveFeed(ArchiveSource archive, PgProcess process, LoadProgress progress) {
    thread = new Thread(() -> pump(archive, process, progress), "tidemark-archive-feed");
    thread.setDaemon(true);
  }

  static ArchiveFeed start(ArchiveSource archive, PgProcess process, LoadProgress progress) {
    ArchiveFeed feed = new ArchiveFeed(archive, process, progress);
    feed.thread.start();
    return feed;
  }

  /**
   * Waits until the archive was read to its proven end.
   *
   * @throws IOException of the archive
   */
  void finish() throws IOException, InterruptedException {
    thread.join();
    Throwable thrown = failure;
    if (thrown instanceof IOException io) {
      throw io;
    }
    if (thrown != null) {
      throw new IOException("the archive cannot be read: " + thrown, thrown);
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }

  private void pump(ArchiveSource archive, PgProcess process, LoadProgress progress) {
    try (InputStream in = archive.open()) {
      copy(in, process.stdin(), progress);
    } catch (IOException | RuntimeException | Error e) {
      failure = e;
      process.close();
    }
  }

  private static void copy(InputStream in, OutputStream stdin, LoadProgress progress)
      throws IOException {
    byte[] buffer = new byte[BUFFER];
    boolean listening = true;
    for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
      if (listening) {
        listening = write(stdin, buffer, read);
        progress.addBytes(read);
      }
    }
    close(stdin);
  }

  /** A program that stops reading says why by its exit status, not here. */
  private static boolean write(OutputStream stdin, byte[] buffer, int length) {
    try {
      stdin.write(buffer, 0, length);
      return true;
    } catch (IOException broken) {
      return false;
    }
  }

  private static void close(OutputStream stdin) {
    try {
      stdin.close();
    } catch (IOException broken) {
      // the exit status tells
    }
  }
}
