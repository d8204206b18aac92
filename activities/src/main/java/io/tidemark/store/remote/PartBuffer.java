package io.tidemark.store.remote;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.zip.CRC32;

/**
 * The bytes of one part, kept until they have arrived so that they can be sent again. Takes memory
 * as it fills, in blocks that are used again for the next part. For one thread at a time.
 */
public final class PartBuffer {

  private static final int BLOCK_BYTES = 256 << 10;

  private final List<byte[]> blocks = new ArrayList<>();
  private int size;

  void write(byte[] bytes, int offset, int length) {
    int from = offset;
    int left = length;
    while (left > 0) {
      int inBlock = size % BLOCK_BYTES;
      if (size / BLOCK_BYTES == blocks.size()) {
        blocks.add(new byte[BLOCK_BYTES]);
      }
      int some = Math.min(left, BLOCK_BYTES - inBlock);
      System.arraycopy(bytes, from, blocks.get(size / BLOCK_BYTES), inBlock, some);
      size += some;
      from += some;
      left -= some;
    }
  }

  void clear() {
    size = 0;
  }

  /** The number of bytes in the part. */
  public int size() {
    return size;
  }

  /** The part's bytes, not copied; valid until the upload of the part returns. */
  public List<ByteBuffer> buffers() {
    List<ByteBuffer> buffers = new ArrayList<>();
    for (int block = 0; block * BLOCK_BYTES < size; block++) {
      buffers.add(ByteBuffer.wrap(blocks.get(block), 0, lengthOf(block)));
    }
    return buffers;
  }

  /** The part's bytes from the beginning; as many streams as are needed. */
  public InputStream open() {
    List<InputStream> streams = new ArrayList<>();
    for (int block = 0; block * BLOCK_BYTES < size; block++) {
      streams.add(new ByteArrayInputStream(blocks.get(block), 0, lengthOf(block)));
    }
    return new SequenceInputStream(Collections.enumeration(streams));
  }

  /** The part's CRC-32, for providers that check what has arrived. */
  public int crc32() {
    CRC32 crc = new CRC32();
    buffers().forEach(crc::update);
    return (int) crc.getValue();
  }

  private int lengthOf(int block) {
    return Math.min(BLOCK_BYTES, size - block * BLOCK_BYTES);
  }
}
