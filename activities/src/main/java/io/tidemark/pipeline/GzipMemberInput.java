package io.tidemark.pipeline;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Reads exactly one gzip member (RFC 1952) with a header as short as ours, and nothing beyond it.
 * The JDK's GZIPInputStream takes a second member that was cut off, and any rubbish after the
 * first, for the end of the stream.
 */
final class GzipMemberInput extends InputStream {

  private static final int BLOCK_BYTES = 64 * 1024;
  private static final int HEADER_BYTES = 10;
  private static final byte DEFLATE = 8;

  private final PushbackInputStream packed;
  private final Inflater inflater = new Inflater(true);
  private final CRC32 crc = new CRC32();
  private final byte[] block = new byte[BLOCK_BYTES];
  private int fed;
  private boolean started;
  private boolean ended;

  GzipMemberInput(InputStream packed) {
    this.packed = new PushbackInputStream(packed, BLOCK_BYTES);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (!started) {
      readHeader();
      started = true;
    }
    if (ended) {
      return -1;
    }
    try {
      int count = inflater.inflate(bytes, offset, length);
      while (count == 0 && !inflater.finished()) {
        feed();
        count = inflater.inflate(bytes, offset, length);
      }
      crc.update(bytes, offset, count);
      if (count > 0) {
        return count;
      }
      readTrailer();
      ended = true;
      return -1;
    } catch (DataFormatException e) {
      throw new IOException("not a deflate stream", e);
    }
  }

  @Override
  public void close() throws IOException {
    inflater.end();
    packed.close();
  }

  private void readHeader() throws IOException {
    byte[] header = packed.readNBytes(HEADER_BYTES);
    if (header.length < HEADER_BYTES
        || header[0] != (byte) 0x1f
        || header[1] != (byte) 0x8b
        || header[2] != DEFLATE
        || header[3] != 0) {
      throw new IOException("not a gzip stream");
    }
  }

  private void feed() throws IOException {
    if (inflater.needsDictionary()) {
      throw new IOException("not a gzip stream");
    }
    fed = packed.read(block, 0, block.length);
    if (fed < 0) {
      throw new EOFException("the gzip stream breaks off");
    }
    inflater.setInput(block, 0, fed);
  }

  /** Checks sum and length, and that nothing follows. */
  private void readTrailer() throws IOException {
    long length = inflater.getBytesWritten();
    int left = inflater.getRemaining();
    if (left > 0) {
      packed.unread(block, fed - left, left);
    }
    DataInputStream trailer = new DataInputStream(packed);
    int sum = Integer.reverseBytes(trailer.readInt());
    int size = Integer.reverseBytes(trailer.readInt());
    if (sum != (int) crc.getValue() || size != (int) length) {
      throw new IOException("the gzip stream does not match its own checksum");
    }
    if (packed.read() >= 0) {
      throw new IOException("there are bytes after the gzip stream");
    }
  }
}
