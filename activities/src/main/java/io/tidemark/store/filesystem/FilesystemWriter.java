package io.tidemark.store.filesystem;

import static java.util.Objects.requireNonNull;

import io.tidemark.store.ObjectInfo;
import io.tidemark.store.ObjectKey;
import io.tidemark.store.StoreException;
import io.tidemark.store.StoreWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes a file aside and gives it its name at the commit. */
final class FilesystemWriter implements StoreWriter {

  private static final Logger log = LoggerFactory.getLogger(FilesystemWriter.class);

  /** A folder can be removed as empty between our making it and using it; not this often. */
  private static final int FOLDER_RACES = 10;

  private final ObjectKey key;
  private final FileChannel file;
  private final Path temporary;
  private final Path target;
  private final FilesystemErrors errors;
  private final OutputStream stream = new Output();
  private boolean writable = true;
  private boolean ended;

  FilesystemWriter(
      ObjectKey key, FileChannel file, Path temporary, Path target, FilesystemErrors errors) {
    this.key = key;
    this.file = file;
    this.temporary = temporary;
    this.target = target;
    this.errors = errors;
  }

  @Override
  public OutputStream stream() {
    return stream;
  }

  @Override
  public ObjectInfo commit() throws StoreException {
    if (ended) {
      throw new IllegalStateException("the writer of " + key + " has ended");
    }
    ended = true;
    writable = false;
    try {
      file.force(true);
      file.close();
      publish();
      return new ObjectInfo(key, Files.size(target), Files.getLastModifiedTime(target).toInstant());
    } catch (IOException e) {
      discard();
      throw errors.classifyWrite(e, key, "cannot publish");
    }
  }

  @Override
  public void close() {
    writable = false;
    if (!ended) {
      ended = true;
      discard();
    }
  }

  private void publish() throws IOException {
    Path folder = requireNonNull(target.getParent());
    for (int attempt = 1; ; attempt++) {
      PrivateFiles.createFolders(folder);
      try {
        PrivateFiles.renameWithoutReplacing(temporary, target);
        PrivateFiles.forceFolder(folder);
        return;
      } catch (NoSuchFileException e) {
        if (attempt == FOLDER_RACES || !Files.exists(temporary)) {
          throw e;
        }
      }
    }
  }

  private void discard() {
    try {
      file.close();
      Files.deleteIfExists(temporary);
    } catch (IOException e) {
      log.warn("{}: cannot discard the unfinished file {}", key, temporary, e);
    }
  }

  private final class Output extends OutputStream {

    @Override
    public void write(int b) throws StoreException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws StoreException {
      if (!writable) {
        throw new IllegalStateException("the writer of " + key + " has ended");
      }
      ByteBuffer buffer = ByteBuffer.wrap(bytes, offset, length);
      try {
        while (buffer.hasRemaining()) {
          file.write(buffer);
        }
      } catch (IOException e) {
        ended = true;
        writable = false;
        discard();
        throw errors.classifyWrite(e, key, "cannot write");
      }
    }

    @Override
    public void close() {
      writable = false;
    }
  }
}
