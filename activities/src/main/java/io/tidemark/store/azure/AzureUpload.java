package io.tidemark.store.azure;

import com.azure.core.http.rest.Response;
import com.azure.core.util.BinaryData;
import com.azure.core.util.Context;
import com.azure.storage.blob.models.AccessTier;
import com.azure.storage.blob.models.BlobErrorCode;
import com.azure.storage.blob.models.BlobProperties;
import com.azure.storage.blob.models.BlobRequestConditions;
import com.azure.storage.blob.models.BlobStorageException;
import com.azure.storage.blob.models.BlockBlobItem;
import com.azure.storage.blob.options.BlockBlobCommitBlockListOptions;
import com.azure.storage.blob.options.BlockBlobSimpleUploadOptions;
import com.azure.storage.blob.specialized.BlockBlobClient;
import io.tidemark.store.ObjectInfo;
import io.tidemark.store.ObjectKey;
import io.tidemark.store.StoreException;
import io.tidemark.store.StoreException.Kind;
import io.tidemark.store.remote.HttpStatus;
import io.tidemark.store.remote.PartBuffer;
import io.tidemark.store.remote.PartedUpload;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Writes one blob: in one request, or as staged blocks that a list puts together. */
final class AzureUpload implements PartedUpload {

  private static final String WRITER_METADATA = "tidemarkwriter";

  private final BlockBlobClient blob;
  private final Optional<AccessTier> tier;
  private final AzureErrors errors;
  private final ObjectKey key;

  /**
   * Tells our blob from another writer's when the answer to our commit was lost, and our blocks
   * from theirs, which lie in one heap.
   */
  private final String writerId = UUID.randomUUID().toString();

  private final List<String> blocks = new ArrayList<>();

  AzureUpload(BlockBlobClient blob, Optional<AccessTier> tier, AzureErrors errors, ObjectKey key) {
    this.blob = blob;
    this.tier = tier;
    this.errors = errors;
    this.key = key;
  }

  @Override
  public ObjectInfo putWhole(PartBuffer bytes) throws StoreException {
    try {
      var options =
          new BlockBlobSimpleUploadOptions(BinaryData.fromListByteBuffer(bytes.buffers()))
              .setMetadata(Map.of(WRITER_METADATA, writerId))
              .setRequestConditions(onlyIfNew());
      tier.ifPresent(options::setTier);
      return written(blob.uploadWithResponse(options, null, Context.NONE), bytes.size());
    } catch (BlobStorageException e) {
      return refusedThoughFree(e) ? complete(1, bytes, bytes.size()) : ourObjectOr(e, bytes.size());
    } catch (RuntimeException e) {
      throw errors.classify(e, key, "cannot write");
    }
  }

  @Override
  public void sendPart(int number, PartBuffer bytes) throws StoreException {
    String block = "%s-%05d".formatted(writerId, number);
    String blockId = Base64.getEncoder().encodeToString(block.getBytes(StandardCharsets.US_ASCII));
    try {
      blob.stageBlock(blockId, BinaryData.fromListByteBuffer(bytes.buffers()));
      blocks.add(blockId);
    } catch (RuntimeException e) {
      throw errors.classify(e, key, "cannot write part " + number);
    }
  }

  @Override
  public ObjectInfo complete(int lastNumber, PartBuffer last, long sizeBytes)
      throws StoreException {
    if (last.size() > 0) {
      sendPart(lastNumber, last);
    }
    try {
      var options =
          new BlockBlobCommitBlockListOptions(blocks)
              .setMetadata(Map.of(WRITER_METADATA, writerId))
              .setRequestConditions(onlyIfNew());
      tier.ifPresent(options::setTier);
      return written(blob.commitBlockListWithResponse(options, null, Context.NONE), sizeBytes);
    } catch (BlobStorageException e) {
      return ourObjectOr(e, sizeBytes);
    } catch (RuntimeException e) {
      throw errors.classify(e, key, "cannot publish");
    }
  }

  /** Azure offers no way to discard staged blocks; it drops them by itself after a week. */
  @Override
  public void abort() {}

  private ObjectInfo written(Response<BlockBlobItem> response, long sizeBytes) {
    return new ObjectInfo(key, sizeBytes, response.getValue().getLastModified().toInstant());
  }

  /**
   * A commit is refused when another blob holds the key, when another writer's commit has swept our
   * blocks away, and when the SDK has sent it again because the answer to the first time was lost.
   */
  private ObjectInfo ourObjectOr(BlobStorageException refusal, long sizeBytes)
      throws StoreException {
    boolean mayBeOurs =
        refusal.getStatusCode() == HttpStatus.CONFLICT
            || refusal.getStatusCode() == HttpStatus.PRECONDITION_FAILED
            || BlobErrorCode.INVALID_BLOCK_LIST.equals(refusal.getErrorCode());
    if (!mayBeOurs) {
      throw errors.classify(refusal, key, "cannot publish");
    }
    BlobProperties found;
    try {
      found = blob.getProperties();
    } catch (RuntimeException e) {
      throw errors.classify(refusal, key, "cannot publish");
    }
    if (!writerId.equals(found.getMetadata().get(WRITER_METADATA))) {
      throw new StoreException(Kind.ALREADY_EXISTS, key, "the key is taken");
    }
    return new ObjectInfo(key, sizeBytes, found.getLastModified().toInstant());
  }

  /**
   * Blocks staged by a writer that never committed make the key look taken to a whole put, at least
   * in Azurite; a block list is judged by what is committed.
   */
  private boolean refusedThoughFree(BlobStorageException refusal) {
    try {
      return BlobErrorCode.BLOB_ALREADY_EXISTS.equals(refusal.getErrorCode()) && !blob.exists();
    } catch (RuntimeException e) {
      return false;
    }
  }

  private static BlobRequestConditions onlyIfNew() {
    return new BlobRequestConditions().setIfNoneMatch("*");
  }
}
