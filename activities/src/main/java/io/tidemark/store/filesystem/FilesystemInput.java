package io.tidemark.store.filesystem;

import io.tidemark.store.ObjectKey;
import io.tidemark.store.StoreException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** Reads an object's file and classifies what goes wrong meanwhile. */
final class FilesystemInput extends InputStream {

  private final FileChannel file;
  private final ObjectKey key;
  private final FilesystemErrors errors;

  FilesystemInput(FileChannel file, ObjectKey key, FilesystemErrors errors) {
    this.file = file;
    this.key = key;
    this.errors = errors;
  }

  @Override
  public int read() throws StoreException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws StoreException {
    try {
      return file.read(ByteBuffer.wrap(bytes, offset, length));
    } catch (IOException e) {
      throw errors.classify(e, key, "cannot read");
    }
  }

  @Override
  public int available() throws StoreException {
    try {
      return (int) Math.min(Integer.MAX_VALUE, Math.max(0, file.size() - file.position()));
    } catch (IOException e) {
      throw errors.classify(e, key, "cannot read");
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
