package io.tidemark.pipeline;

import io.tidemark.api.StoredObject;
import io.tidemark.keys.BackupKey;
import io.tidemark.keys.DataKey;
import io.tidemark.store.BackupStore;
import io.tidemark.store.ObjectKey;
import io.tidemark.store.StoreException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Base64;
import java.util.HexFormat;
import java.util.function.LongConsumer;

/**
 * Reads encrypted objects back, in one pass and bounded memory. Whatever is wrong with an object is
 * a {@link StoreException} of kind CORRUPT; a store that cannot be reached keeps its own kind.
 */
public final class ObjectReader {

  private static final int BLOCK_BYTES = 128 * 1024;

  /**
   * Opens an object for reading what was dumped. Digest and length are verified no later than the
   * end: whoever reads to a clean end of stream has read exactly the object that was recorded.
   * Bytes handed out before are not verified yet, so {@link #verify} first where they are acted on,
   * and make nothing permanent before the end.
   *
   * @throws StoreException NOT_FOUND; from reading the stream also CORRUPT
   * @throws io.tidemark.keys.DecryptionFailedException when the data key was wrapped under another
   *     key
   */
  public InputStream open(BackupStore store, StoredObject object, BackupKey key)
      throws IOException {
    ObjectKey objectKey = new ObjectKey(object.key());
    Compression compression;
    byte[] iv;
    byte[] wrappedKey;
    try {
      compression = Compression.of(object.compression());
      iv = HexFormat.of().parseHex(object.iv());
      wrappedKey = Base64.getDecoder().decode(object.wrappedKey());
    } catch (IllegalArgumentException e) {
      throw new StoreException(
          StoreException.Kind.CORRUPT, objectKey, "its record is damaged: " + e.getMessage());
    }
    DataKey dataKey = key.unwrap(wrappedKey);
    DigestedInput digested = new DigestedInput(store.read(objectKey, 0), object, bytes -> {});
    return VerifiedInput.open(digested, new DecryptedInput(digested, dataKey, iv), compression);
  }

  /** As {@link #verify(BackupStore, StoredObject, LongConsumer)}, without telling anybody. */
  public void verify(BackupStore store, StoredObject object) throws StoreException {
    verify(store, object, bytes -> {});
  }

  /**
   * Reads an object to its end and compares digest and length. Needs no key.
   *
   * @param progress told the bytes of each block read
   * @throws StoreException NOT_FOUND, or CORRUPT when the bytes are not those recorded
   */
  public void verify(BackupStore store, StoredObject object, LongConsumer progress)
      throws StoreException {
    ObjectKey objectKey = new ObjectKey(object.key());
    try (DigestedInput digested = new DigestedInput(store.read(objectKey, 0), object, progress)) {
      digested.drain(new byte[BLOCK_BYTES]);
    } catch (StoreException e) {
      throw e;
    } catch (IOException e) {
      throw new StoreException(
          StoreException.Kind.UNAVAILABLE, objectKey, "reading it broke off", e);
    }
  }
}
