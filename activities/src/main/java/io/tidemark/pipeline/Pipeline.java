package io.tidemark.pipeline;

import static java.util.Objects.requireNonNull;

import io.tidemark.api.StoredObject;
import io.tidemark.keys.BackupKey;
import io.tidemark.keys.DataKey;
import io.tidemark.store.BackupStore;
import io.tidemark.store.ObjectInfo;
import io.tidemark.store.ObjectKey;
import io.tidemark.store.StoreException;
import io.tidemark.store.StoreWriter;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/**
 * Makes a part in one pass: dump › compress › encrypt › checksum › upload. The source pushes; each
 * step works on the blocks that the one before hands it, in the caller's thread. Nothing touches a
 * disk, and memory is a few blocks however long the part is.
 *
 * <p>Holds no state between parts; safe for use by many threads.
 */
public final class Pipeline {

  private static final int IV_BYTES = 16;

  private final Compress compress;
  private final Encrypt encrypt;
  private final Checksum checksum;
  private final Upload upload;
  private final SecureRandom random = new SecureRandom();

  /** The steps as they are in production, at the default level of compression. */
  public Pipeline() {
    this(new StreamCompress(), new AesCbcEncrypt(), new StreamChecksum(), new StoreUpload());
  }

  /** Steps of one's own choosing; tests make one of them fail. */
  public Pipeline(Compress compress, Encrypt encrypt, Checksum checksum, Upload upload) {
    this.compress = requireNonNull(compress, "compress is null");
    this.encrypt = requireNonNull(encrypt, "encrypt is null");
    this.checksum = requireNonNull(checksum, "checksum is null");
    this.upload = requireNonNull(upload, "upload is null");
  }

  /**
   * Makes one part and publishes it under {@code key}, which no other attempt may have used. Unless
   * this returns, nothing is published: what was written is discarded.
   *
   * @throws PipelineException when a step fails; it names the step and has its exception as cause
   * @throws InterruptedException when the thread was interrupted, in whichever step
   */
  public PartOutcome run(
      PartSource source,
      BackupStore store,
      ObjectKey key,
      BackupKey backupKey,
      Compression compression,
      PipelineProgress progress)
      throws PipelineException, InterruptedException {
    PassState pass = new PassState(progress);
    DataKey dataKey = backupKey.newDataKey();
    byte[] iv = new byte[IV_BYTES];
    random.nextBytes(iv);
    MessageDigest digest = Sha256.newDigest();
    try (StoreWriter writer = pass.in(Step.UPLOAD, () -> upload.begin(store, key))) {
      StepStream uploading =
          new StepStream(Step.UPLOAD, writer.stream(), pass, progress::addStoredBytes);
      StepStream checksumming = pass.open(Step.CHECKSUM, () -> checksum.into(uploading, digest));
      StepStream encrypting =
          pass.open(Step.ENCRYPT, () -> encrypt.into(checksumming, dataKey, iv));
      StepStream compressing =
          pass.open(Step.COMPRESS, () -> compress.into(encrypting, compression));

      Dumped dumped = dump(source, compressing, pass, progress);
      byte[] wrappedKey = pass.in(Step.ENCRYPT, () -> backupKey.wrap(dataKey));
      pass.requireGoing();
      pass.in(Step.UPLOAD, () -> commit(writer, uploading.bytes()));

      StoredObject object =
          new StoredObject(
              key.value(),
              uploading.bytes(),
              HexFormat.of().formatHex(digest.digest()),
              HexFormat.of().formatHex(iv),
              Base64.getEncoder().encodeToString(wrappedKey),
              compression.word());
      long raw = compressing.bytes();
      long compressed = encrypting.bytes();
      return new PartOutcome(
          object,
          raw,
          compressed,
          dumped,
          pass.totals(raw, compressed, uploading.bytes(), writer.repeats()));
    } catch (StepFailure e) {
      if (pass.wasInterrupted()) {
        throw new InterruptedException("interrupted in " + e.step().word());
      }
      throw new PipelineException(e.step(), e.thrown());
    }
  }

  /** Runs the source to its end, and the steps behind it to theirs. */
  private static Dumped dump(
      PartSource source, StepStream next, PassState pass, PipelineProgress progress)
      throws StepFailure {
    try (next) {
      SourceStream out = new SourceStream(next);
      Dumped dumped =
          pass.in(
              Step.DUMP,
              () -> {
                Dumped judged = source.writeTo(out, progress);
                out.end();
                return judged;
              });
      // A source that took a later step's exception for its own affair must not get through.
      pass.requireGoing();
      return dumped;
    }
  }

  private static ObjectInfo commit(StoreWriter writer, long sizeBytes) throws StoreException {
    ObjectInfo stored = writer.commit();
    if (stored.sizeBytes() != sizeBytes) {
      throw new StoreException(
          StoreException.Kind.CORRUPT,
          stored.key(),
          "the store holds " + stored.sizeBytes() + " bytes of the " + sizeBytes + " written");
    }
    return stored;
  }
}
