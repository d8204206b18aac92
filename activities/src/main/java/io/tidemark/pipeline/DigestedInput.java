package io.tidemark.pipeline;

import io.tidemark.api.StoredObject;
import io.tidemark.store.ObjectKey;
import io.tidemark.store.StoreException;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.function.LongConsumer;

/** An object as stored; its end is only reached when digest and length are those recorded. */
final class DigestedInput extends InputStream {

  private final InputStream stored;
  private final StoredObject object;
  private final LongConsumer progress;
  private final MessageDigest digest = Sha256.newDigest();
  private long count;
  private boolean verified;

  DigestedInput(InputStream stored, StoredObject object, LongConsumer progress) {
    this.stored = stored;
    this.object = object;
    this.progress = progress;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int read = stored.read(bytes, offset, length);
    if (read < 0) {
      requireRecorded();
      return -1;
    }
    digest.update(bytes, offset, read);
    count += read;
    progress.accept(read);
    if (count > object.sizeBytes()) {
      throw corrupt("is longer than the " + object.sizeBytes() + " bytes recorded");
    }
    return read;
  }

  /**
   * Reads what is left.
   *
   * @throws StoreException CORRUPT when the object is not the one recorded
   */
  void drain(byte[] buffer) throws IOException {
    while (read(buffer, 0, buffer.length) >= 0) {
      // Reading is all there is to do.
    }
  }

  @Override
  public void close() throws IOException {
    stored.close();
  }

  StoreException corrupt(String problem) {
    return new StoreException(
        StoreException.Kind.CORRUPT, new ObjectKey(object.key()), "the object " + problem);
  }

  private void requireRecorded() throws StoreException {
    if (verified) {
      return;
    }
    if (count != object.sizeBytes()) {
      throw corrupt("has " + count + " of the " + object.sizeBytes() + " bytes recorded");
    }
    String found = HexFormat.of().formatHex(digest.digest());
    if (!found.equals(object.sha256())) {
      throw corrupt("was changed: its SHA-256 is " + found + ", recorded is " + object.sha256());
    }
    verified = true;
  }
}
