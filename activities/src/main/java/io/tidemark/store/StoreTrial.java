package io.tidemark.store;

import io.tidemark.store.StoreException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;

/**
 * Tries the promises of {@link BackupStore} on a store that exists: its provider, its rights, its
 * settings. Works under a prefix of its own and leaves nothing there. The contract suite of the
 * tests runs the same cases.
 */
public final class StoreTrial {
  /** More than one part of an upload, and more than one page of a listing, would be dear. */
  private static final int BYTES = (9 << 20) + 1;

  private static final int SOME_OBJECTS = 12;

  private final BackupStore store;
  private final String folder;
  private final byte[] bytes = new byte[BYTES];

  /**
   * @param folder a name that nothing in the store begins with
   */
  public StoreTrial(BackupStore store, String folder) {
    this.store = store;
    this.folder = folder;
    new Random(1).nextBytes(bytes);
  }

  /**
   * What became of one case.
   *
   * @param name what was tried
   * @param problem what went wrong; empty when nothing did
   */
  public record Outcome(String name, Optional<String> problem) {}

  /** One case; returns what is wrong, or empty. */
  @FunctionalInterface
  private interface Case {
    Optional<String> run() throws IOException;
  }

  /**
   * Tries everything, whatever fails before.
   *
   * @param listener told of each outcome as soon as it is known
   */
  public List<Outcome> run(Consumer<Outcome> listener) {
    List<Outcome> outcomes = new ArrayList<>();
    Consumer<Outcome> both = listener.andThen(outcomes::add);
    attempt("write and read", this::writesAndReads, both);
    attempt("read from the middle", this::readsFromTheMiddle, both);
    attempt("describe", this::describes, both);
    attempt("write once", this::writesOnce, both);
    attempt("abandon a write", this::abandons, both);
    attempt("list in order", this::lists, both);
    attempt("delete, and delete again", this::deletes, both);
    attempt("leave nothing", this::leavesNothing, both);
    return outcomes;
  }

  private static void attempt(String name, Case trial, Consumer<Outcome> listener) {
    Optional<String> problem;
    try {
      problem = trial.run();
    } catch (StoreException e) {
      problem = Optional.of(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      problem = Optional.of(e.getClass().getSimpleName() + ": " + e.getMessage());
    }
    listener.accept(new Outcome(name, problem));
  }

  private Optional<String> writesAndReads() throws IOException {
    put(key("large"), bytes);
    return Arrays.equals(read(0), bytes)
        ? Optional.empty()
        : Optional.of("what was read is not what was written");
  }

  private Optional<String> readsFromTheMiddle() throws IOException {
    int offset = BYTES / 2;
    return Arrays.equals(read(offset), Arrays.copyOfRange(bytes, offset, BYTES))
        ? Optional.empty()
        : Optional.of("reading from byte " + offset + " gives other bytes");
  }

  private Optional<String> describes() throws IOException {
    Optional<ObjectInfo> found = store.stat(key("large"));
    if (found.isEmpty() || found.get().sizeBytes() != BYTES) {
      return Optional.of("an object of " + BYTES + " bytes is described as " + found);
    }
    Duration off = Duration.between(found.get().modifiedAt(), Instant.now()).abs();
    return off.compareTo(Duration.ofMinutes(15)) > 0
        ? Optional.of("its clock differs from ours by " + off.toMinutes() + " minutes")
        : Optional.empty();
  }

  private Optional<String> writesOnce() throws IOException {
    try {
      put(key("large"), new byte[1]);
    } catch (StoreException e) {
      if (e.kind() == Kind.ALREADY_EXISTS) {
        return Optional.empty();
      }
      throw e;
    }
    return Optional.of("an object was written over");
  }

  private Optional<String> abandons() throws IOException {
    try (StoreWriter writer = store.newWriter(key("abandoned"))) {
      writer.stream().write(bytes);
    }
    return store.stat(key("abandoned")).isPresent() || listed().contains(key("abandoned"))
        ? Optional.of("a write that was not committed left an object")
        : Optional.empty();
  }

  private Optional<String> lists() throws IOException {
    List<ObjectKey> expected = new ArrayList<>();
    for (int i = 0; i < SOME_OBJECTS; i++) {
      expected.add(key("many-%02d".formatted(i)));
    }
    for (int i = SOME_OBJECTS - 1; i >= 0; i--) {
      put(expected.get(i), new byte[] {(byte) i});
    }
    expected.add(0, key("large"));
    return listed().equals(expected)
        ? Optional.empty()
        : Optional.of("the listing shows " + listed() + " where there are " + expected);
  }

  private Optional<String> deletes() throws IOException {
    for (ObjectKey key : listed()) {
      store.delete(key);
      store.delete(key);
    }
    return store.stat(key("large")).isPresent()
        ? Optional.of("an object is still there after it was deleted")
        : Optional.empty();
  }

  private Optional<String> leavesNothing() throws IOException {
    List<ObjectKey> left = listed();
    return left.isEmpty()
        ? Optional.empty()
        : Optional.of("these are still there, delete them by hand: " + left);
  }

  private List<ObjectKey> listed() throws StoreException {
    List<ObjectKey> keys = new ArrayList<>();
    store.list(folder + "/", object -> keys.add(object.key()));
    return keys;
  }

  private byte[] read(long offset) throws IOException {
    try (InputStream in = store.read(key("large"), offset)) {
      return in.readAllBytes();
    }
  }

  private void put(ObjectKey key, byte[] content) throws IOException {
    try (StoreWriter writer = store.newWriter(key)) {
      writer.stream().write(content);
      writer.commit();
    }
  }

  private ObjectKey key(String name) {
    return ObjectKey.of(folder, name);
  }
}
