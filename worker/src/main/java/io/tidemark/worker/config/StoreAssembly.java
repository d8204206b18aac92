package io.tidemark.worker.config;

import io.tidemark.store.azure.AzureSettings;
import io.tidemark.store.gcs.GcsSettings;
import io.tidemark.store.remote.PartSizes;
import io.tidemark.store.s3.S3Settings;
import io.tidemark.store.s3.S3Settings.Encryption;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/** Makes one store's configuration. */
final class StoreAssembly {
  private final TreeReader reader;
  private final String name;
  private final KeyPath path;

  StoreAssembly(TreeReader reader, String name) {
    this.reader = reader;
    this.name = name;
    this.path = KeyPath.of("stores", name);
  }

  /** The store, or empty after a problem was noted. */
  Optional<StoreConfig> config() {
    if (reader.has(path.child("filesystem"))) {
      return reader
          .path(path.child("filesystem").child("folder"))
          .map(folder -> new FilesystemStoreConfig(name, folder));
    }
    if (reader.has(path.child("s3"))) {
      return s3(path.child("s3")).map(settings -> new S3StoreConfig(name, settings));
    }
    if (reader.has(path.child("azure"))) {
      return azure(path.child("azure")).map(settings -> new AzureStoreConfig(name, settings));
    }
    return Optional.of(new GcsStoreConfig(name, gcs(path.child("gcs"))));
  }

  private Optional<S3Settings> s3(KeyPath at) {
    Encryption.Mode mode =
        Encryption.Mode.valueOf(
            text(at, "encryption").orElseThrow().toUpperCase(Locale.ROOT).replace('-', '_'));
    Optional<String> kmsKey = text(at, "kmsKeyId");
    if (kmsKey.isPresent() && mode != Encryption.Mode.SSE_KMS) {
      reader.problem(at.child("kmsKeyId"), "goes with encryption: sse-kms only");
      return Optional.empty();
    }
    Optional<String> id = text(at, "accessKeyId");
    Optional<String> secret = text(at, "secretAccessKey");
    if (id.isPresent() != secret.isPresent()) {
      reader.problem(at, "give accessKeyId and secretAccessKey, or neither");
      return Optional.empty();
    }
    return Optional.of(
        new S3Settings(
            text(at, "bucket").orElseThrow(),
            text(at, "prefix").orElseThrow(),
            reader.address(at.child("endpoint")),
            text(at, "region"),
            reader.flag(at.child("pathStyle")),
            id.map(key -> new S3Settings.AccessKey(key, secret.orElseThrow())),
            new Encryption(mode, kmsKey),
            text(at, "storageClass"),
            partSizes(at)));
  }

  private Optional<AzureSettings> azure(KeyPath at) {
    return access(at)
        .map(
            access ->
                new AzureSettings(
                    text(at, "container").orElseThrow(),
                    text(at, "prefix").orElseThrow(),
                    access,
                    text(at, "accessTier"),
                    partSizes(at)));
  }

  /** The connection string says all; otherwise a signature opens the account, or our identity. */
  private Optional<AzureSettings.Access> access(KeyPath at) {
    Optional<String> connection = text(at, "connectionString");
    if (connection.isPresent()) {
      return connection.map(AzureSettings.ConnectionString::new);
    }
    Optional<String> account = text(at, "account");
    Optional<URI> endpoint = reader.address(at.child("endpoint"));
    Optional<String> token = text(at, "sasToken");
    if (token.isPresent() && (account.isPresent() || endpoint.isPresent())) {
      URI address =
          endpoint.orElseGet(
              () -> URI.create("https://" + account.orElse("") + ".blob.core.windows.net"));
      return Optional.of(new AzureSettings.SharedAccessSignature(address, token.get()));
    }
    if (account.isEmpty()) {
      reader.problem(at, "give the account, or a connectionString");
      return Optional.empty();
    }
    return Optional.of(new AzureSettings.Account(account.get(), endpoint));
  }

  private GcsSettings gcs(KeyPath at) {
    return new GcsSettings(
        text(at, "bucket").orElseThrow(),
        text(at, "prefix").orElseThrow(),
        reader.address(at.child("emulator")),
        text(at, "storageClass"),
        text(at, "kmsKeyName"),
        partSizes(at));
  }

  private PartSizes partSizes(KeyPath at) {
    return new PartSizes(reader.sureNumber(at.child("partSizeMiB")) << 20);
  }

  private Optional<String> text(KeyPath at, String key) {
    return reader.text(at.child(key));
  }
}
