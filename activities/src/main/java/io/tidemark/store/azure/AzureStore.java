package io.tidemark.store.azure;

import static java.util.Objects.requireNonNull;

import com.azure.core.http.rest.PagedResponse;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.models.AccessTier;
import com.azure.storage.blob.models.BlobItem;
import com.azure.storage.blob.models.BlobProperties;
import com.azure.storage.blob.models.BlobRange;
import com.azure.storage.blob.models.BlobStorageException;
import com.azure.storage.blob.models.ListBlobsOptions;
import com.azure.storage.blob.options.BlobInputStreamOptions;
import com.azure.storage.blob.specialized.BlobInputStream;
import com.azure.storage.blob.specialized.BlockBlobClient;
import io.tidemark.store.BackupStore;
import io.tidemark.store.ObjectInfo;
import io.tidemark.store.ObjectKey;
import io.tidemark.store.ObjectVisitor;
import io.tidemark.store.StoreCapabilities;
import io.tidemark.store.StoreException;
import io.tidemark.store.StoreException.Kind;
import io.tidemark.store.StoreWriter;
import io.tidemark.store.remote.HttpStatus;
import io.tidemark.store.remote.PartedWriter;
import io.tidemark.store.remote.RemoteInput;
import java.io.InputStream;
import java.util.Iterator;
import java.util.Optional;

/**
 * A {@link BackupStore} in a container of Azure Blob Storage, as block blobs. Thread-safe. Azure
 * drops what was staged and never committed by itself, after a week.
 */
public final class AzureStore implements BackupStore {

  /** The SDK fetches in pieces of this length, each with its own retries. */
  private static final int READ_BYTES = 8 << 20;

  private static final long MAX_OBJECT_BYTES = 5L << 40;

  private final AzureSettings settings;
  private final BlobContainerClient container;
  private final AzureErrors errors;

  private AzureStore(AzureSettings settings, BlobContainerClient container) {
    this.settings = settings;
    this.container = container;
    this.errors = new AzureErrors(describe());
  }

  /**
   * Opens the store. Asks the container nothing: what is wrong with it shows at first use.
   *
   * @throws StoreException INVALID when the connection string or the address is none
   */
  public static AzureStore open(AzureSettings settings) throws StoreException {
    requireNonNull(settings, "settings is null");
    BlobContainerClient container;
    try {
      container = AzureClients.open(settings);
    } catch (IllegalArgumentException | IllegalStateException e) {
      // Without the cause, whose message may repeat the string with its key.
      throw new StoreException(
          Kind.INVALID,
          null,
          "cannot open container "
              + settings.container()
              + ": the connection string, address or signature is malformed");
    }
    return new AzureStore(settings, container);
  }

  @Override
  public StoreWriter newWriter(ObjectKey key) {
    return new PartedWriter(
        key,
        new AzureUpload(blob(key), settings.accessTier().map(AccessTier::fromString), errors, key),
        settings.partSizes(),
        MAX_OBJECT_BYTES);
  }

  @Override
  public InputStream read(ObjectKey key, long offset) throws StoreException {
    try {
      long size = blob(key).getProperties().getBlobSize();
      if (offset < 0 || offset > size) {
        throw new StoreException(
            Kind.INVALID, key, "offset " + offset + " is outside the object of " + size + " bytes");
      }
      if (offset == size) {
        return InputStream.nullInputStream();
      }
      BlobInputStream in =
          blob(key)
              .openInputStream(
                  new BlobInputStreamOptions()
                      .setRange(new BlobRange(offset))
                      .setBlockSize(READ_BYTES));
      return new RemoteInput(in, size - offset, key, errors::classify, in::close);
    } catch (RuntimeException e) {
      throw errors.classify(e, key, "cannot read");
    }
  }

  @Override
  public Optional<ObjectInfo> stat(ObjectKey key) throws StoreException {
    try {
      BlobProperties found = blob(key).getProperties();
      return Optional.of(
          new ObjectInfo(key, found.getBlobSize(), found.getLastModified().toInstant()));
    } catch (BlobStorageException e) {
      if (e.getStatusCode() == HttpStatus.NOT_FOUND) {
        return Optional.empty();
      }
      throw errors.classify(e, key, "cannot look up");
    } catch (RuntimeException e) {
      throw errors.classify(e, key, "cannot look up");
    }
  }

  @Override
  public void list(String prefix, ObjectVisitor visitor) throws StoreException {
    ListBlobsOptions options = new ListBlobsOptions().setPrefix(settings.prefix() + prefix);
    Iterator<PagedResponse<BlobItem>> pages = null;
    while (true) {
      PagedResponse<BlobItem> page;
      try {
        if (pages == null) {
          pages = container.listBlobs(options, null).iterableByPage().iterator();
        }
        if (!pages.hasNext()) {
          return;
        }
        page = pages.next();
      } catch (RuntimeException e) {
        throw errors.classify(e, null, "cannot list");
      }
      for (BlobItem blob : page.getValue()) {
        Optional<ObjectKey> key =
            ObjectKey.parse(blob.getName().substring(settings.prefix().length()));
        if (key.isPresent()) {
          visitor.visit(
              new ObjectInfo(
                  key.get(),
                  blob.getProperties().getContentLength(),
                  blob.getProperties().getLastModified().toInstant()));
        }
      }
    }
  }

  @Override
  public void delete(ObjectKey key) throws StoreException {
    try {
      blob(key).deleteIfExists();
    } catch (RuntimeException e) {
      throw errors.classify(e, key, "cannot delete");
    }
  }

  @Override
  public StoreCapabilities capabilities() {
    return new StoreCapabilities(true, MAX_OBJECT_BYTES);
  }

  @Override
  public String describe() {
    return "azure:" + settings.container() + "/" + settings.prefix();
  }

  @Override
  public void close() {}

  private BlockBlobClient blob(ObjectKey key) {
    return container.getBlobClient(settings.prefix() + key.value()).getBlockBlobClient();
  }
}
