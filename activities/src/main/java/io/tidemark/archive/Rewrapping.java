package io.tidemark.archive;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.api.StoredObject;
import io.tidemark.keys.BackupKey;
import io.tidemark.keys.Certificate;
import io.tidemark.keys.KeyDerivation;
import io.tidemark.keys.KeyRing;
import io.tidemark.store.BackupStore;
import io.tidemark.store.ObjectKey;
import io.tidemark.store.StoreException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Gives backups new recipients. Data keys are wrapped anew, the parts they open stay untouched. At
 * every moment one whole manifest stands for the backup: the old one, or the one that waits beside
 * it, or the same in the old one's place.
 */
final class Rewrapping {

  private final BackupStore store;
  private final BackupRepository repository;
  private final Manifests manifests;
  private final KeyRing keys;

  Rewrapping(BackupStore store, BackupRepository repository, Manifests manifests, KeyRing keys) {
    this.store = store;
    this.repository = repository;
    this.manifests = manifests;
    this.keys = keys;
  }

  boolean stage(BackupLocation location) throws IOException, InterruptedException {
    Manifest current = manifests.read(location.manifest());
    repository.key(current, keys);
    if (isForToday(current)) {
      // Also when another attempt has come further, or there is nothing to do.
      return store.stat(location.nextManifest()).isPresent();
    }
    Optional<Manifest> waiting = next(location);
    if (waiting.isPresent()) {
      if (isForToday(waiting.get())) {
        repository.key(waiting.get(), keys);
        return true;
      }
      store.delete(location.nextManifest());
    }
    Manifest rewrapped = rewrapped(current);
    try {
      manifests.write(location.nextManifest(), rewrapped);
    } catch (StoreException e) {
      store.delete(new ObjectKey(rewrapped.header().contents().key()));
      if (e.kind() != StoreException.Kind.ALREADY_EXISTS) {
        throw e;
      }
      return true;
    }
    if (store.stat(location.manifest()).isEmpty()) {
      // Deleted meanwhile: what was just written must not bring it back.
      store.delete(location.nextManifest());
      throw new StoreException(
          StoreException.Kind.NOT_FOUND, location.manifest(), "was deleted meanwhile");
    }
    return true;
  }

  void replace(BackupLocation location) throws IOException {
    Optional<Manifest> waiting = next(location);
    if (waiting.isPresent()) {
      Manifest manifest = waiting.get();
      repository.key(manifest, keys);
      if (!manifests.read(location.manifest()).equals(manifest)
          || store.stat(location.manifest()).isEmpty()) {
        store.delete(location.manifest());
        manifests.write(manifest);
      }
      store.delete(location.nextManifest());
    }
    Manifest current = manifests.read(location.manifest());
    if (store.stat(new ObjectKey(current.header().contents().key())).isEmpty()) {
      store.delete(location.manifest());
      throw new StoreException(
          StoreException.Kind.NOT_FOUND, location.manifest(), "was deleted meanwhile");
    }
    deleteForOldRecipients(current);
  }

  private Optional<Manifest> next(BackupLocation location) throws StoreException {
    return store.stat(location.nextManifest()).isPresent()
        ? Optional.of(manifests.readExactly(location.nextManifest()))
        : Optional.empty();
  }

  private boolean isForToday(Manifest manifest) {
    Set<String> now = new HashSet<>(keys.writingIds());
    return now.equals(new HashSet<>(manifest.header().keyIds()))
        && keys.believes(manifest.header().signer());
  }

  private Manifest rewrapped(Manifest current) throws IOException, InterruptedException {
    BackupKey reading = repository.key(current, keys);
    BackupKey writing = keys.forWriting(KeyDerivation.random());
    repository.open(current, keys);
    JsonNode contents =
        ArchiveJson.tree(repository.readSealed(current.header().contents(), reading));
    for (JsonNode part : contents.path("parts")) {
      ObjectNode object = (ObjectNode) part.path("object");
      byte[] wrapped = Base64.getDecoder().decode(object.path("wrappedKey").asText());
      object.put(
          "wrappedKey", Base64.getEncoder().encodeToString(writing.wrap(reading.unwrap(wrapped))));
    }
    StoredObject stored =
        repository.writeSealed(
            current.location().newContents(), ArchiveJson.write(contents), writing);
    return Manifest.authenticated(header(current, stored, writing), writing);
  }

  private static ObjectNode header(Manifest current, StoredObject contents, BackupKey writing)
      throws IOException {
    ObjectNode header = current.headerTree();
    header.set("keyIds", ArchiveJson.tree((Object) writing.keyIds()));
    header.set("contents", ArchiveJson.tree((Object) contents));
    header.remove(List.of("keyDerivation", "signer"));
    writing
        .derivation()
        .ifPresent(how -> header.set("keyDerivation", ArchiveJson.tree((Object) how)));
    writing.signer().map(Certificate::base64).ifPresent(it -> header.put("signer", it));
    return header;
  }

  /** Old contents and receipts hold the parts' keys, and the plan names: all for the old ones. */
  private void deleteForOldRecipients(Manifest current) throws StoreException {
    String prefix = current.location().prefix();
    String contents = current.header().contents().key();
    List<ObjectKey> old = new ArrayList<>();
    store.list(
        prefix,
        object -> {
          String key = object.key().value();
          String name = key.substring(prefix.length());
          boolean document =
              name.startsWith("contents-")
                  || name.startsWith("plan-")
                  || name.startsWith("receipts/");
          if (document && !key.equals(contents)) {
            old.add(object.key());
          }
        });
    for (ObjectKey key : old) {
      store.delete(key);
    }
  }
}
