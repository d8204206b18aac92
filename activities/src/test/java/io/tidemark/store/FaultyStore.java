package io.tidemark.store;

import static java.util.Objects.requireNonNull;

import io.tidemark.store.StoreException.Kind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A decorator that makes a good store misbehave as stores do. Faults are ordered by tests while the
 * code under test is running; each names the operation and a part of the key ({@code ""} for all),
 * and wears off after its number of times. Thread-safe.
 *
 * <pre>{@code
 * FaultyStore store = new FaultyStore(new MemoryStore());
 * store.failNext(2, Operation.COMMIT, "/parts/", Kind.UNAVAILABLE).corruptNextRead("manifest", 17);
 * }</pre>
 */
public final class FaultyStore implements BackupStore {

  /** Where a fault can strike. */
  public enum Operation {
    NEW_WRITER,
    WRITE,
    COMMIT,
    READ,
    STAT,
    LIST,
    DELETE
  }

  private final BackupStore sound;
  private final List<Fault> faults = new CopyOnWriteArrayList<>();
  private final AtomicLong roomBytes = new AtomicLong(Long.MAX_VALUE);
  private volatile @Nullable List<ObjectInfo> frozenListing;
  private volatile CountDownLatch stalled = new CountDownLatch(1);
  private volatile CountDownLatch released = new CountDownLatch(1);

  public FaultyStore(BackupStore sound) {
    this.sound = requireNonNull(sound, "sound is null");
  }

  /** The next operations fail with a kind: throttling, refusal, whatever the provider says. */
  public FaultyStore failNext(int times, Operation operation, String keyPart, Kind kind) {
    return with(times, operation, keyPart, () -> fail(kind));
  }

  /** The next operation hangs until {@link #release()}, or until its thread is interrupted. */
  public FaultyStore stallNext(Operation operation, String keyPart) {
    stalled = new CountDownLatch(1);
    released = new CountDownLatch(1);
    return with(1, operation, keyPart, this::stall);
  }

  /** Waits until an operation hangs, at most three minutes. */
  public void awaitStalled() throws InterruptedException {
    if (!stalled.await(3, TimeUnit.MINUTES)) {
      throw new AssertionError("nothing came to hang on");
    }
  }

  /** Lets go of what hangs. */
  public void release() {
    released.countDown();
  }

  /** The next commit publishes the object without its last bytes, and says that all went well. */
  public FaultyStore truncateNextCommit(String keyPart, int missingBytes) {
    return tamperNextCommit(
        keyPart, bytes -> Arrays.copyOf(bytes, Math.max(0, bytes.length - missingBytes)));
  }

  /** The next commit publishes other bytes than were written, and says that all went well. */
  public FaultyStore tamperNextCommit(String keyPart, UnaryOperator<byte[]> tampering) {
    faults.add(new Fault(1, Operation.COMMIT, keyPart, null, tampering, false));
    return this;
  }

  /** The next commit says that all went well, and publishes nothing. */
  public FaultyStore loseNextCommit(String keyPart) {
    faults.add(new Fault(1, Operation.COMMIT, keyPart, null, null, true));
    return this;
  }

  /** One read sees one flipped bit; the object itself is sound, so that the next read is right. */
  public FaultyStore corruptNextRead(String keyPart, int atByte) {
    faults.add(new Fault(1, Operation.READ, keyPart, null, bytes -> flipped(bytes, atByte), false));
    return this;
  }

  /** One read ends early as if the object ended there. */
  public FaultyStore truncateNextRead(String keyPart, int keptBytes) {
    faults.add(
        new Fault(
            1,
            Operation.READ,
            keyPart,
            null,
            bytes -> Arrays.copyOf(bytes, Math.min(bytes.length, keptBytes)),
            false));
    return this;
  }

  /** From now on listings show what is there now, whatever happens. */
  public FaultyStore freezeListings() throws StoreException {
    List<ObjectInfo> objects = new ArrayList<>();
    sound.list("", objects::add);
    frozenListing = objects;
    return this;
  }

  /** Listings tell the truth again. */
  public FaultyStore thawListings() {
    frozenListing = null;
    return this;
  }

  /** After so many more written bytes the store is full. */
  public FaultyStore fullAfter(long bytes) {
    roomBytes.set(bytes);
    return this;
  }

  /** There is room again. */
  public FaultyStore makeRoom() {
    roomBytes.set(Long.MAX_VALUE);
    return this;
  }

  /** Changes a committed object behind everybody's back. */
  public void tamper(ObjectKey key, UnaryOperator<byte[]> tampering) throws IOException {
    byte[] bytes;
    try (InputStream in = sound.read(key, 0)) {
      bytes = in.readAllBytes();
    }
    sound.delete(key);
    try (StoreWriter writer = sound.newWriter(key)) {
      writer.stream().write(tampering.apply(bytes));
      writer.commit();
    }
  }

  /** The bytes with one bit changed; for {@link #tamper}. */
  public static byte[] flipped(byte[] bytes, int atByte) {
    byte[] changed = bytes.clone();
    changed[atByte] ^= 1;
    return changed;
  }

  @Override
  public StoreWriter newWriter(ObjectKey key) throws StoreException {
    strike(Operation.NEW_WRITER, key);
    return new FaultyWriter(key, sound.newWriter(key));
  }

  @Override
  public InputStream read(ObjectKey key, long offset) throws StoreException {
    Fault fault = strike(Operation.READ, key);
    if (fault == null || fault.tampering == null) {
      return sound.read(key, offset);
    }
    try (InputStream in = sound.read(key, 0)) {
      byte[] bytes = fault.tampering.apply(in.readAllBytes());
      int from = (int) Math.min(offset, bytes.length);
      return new ByteArrayInputStream(bytes, from, bytes.length - from);
    } catch (StoreException e) {
      throw e;
    } catch (IOException e) {
      throw new StoreException(Kind.UNAVAILABLE, key, "cannot read", e);
    }
  }

  @Override
  public Optional<ObjectInfo> stat(ObjectKey key) throws StoreException {
    strike(Operation.STAT, key);
    return sound.stat(key);
  }

  @Override
  public void list(String prefix, ObjectVisitor visitor) throws StoreException {
    strike(Operation.LIST, null);
    List<ObjectInfo> frozen = frozenListing;
    if (frozen == null) {
      sound.list(prefix, visitor);
      return;
    }
    for (ObjectInfo object : frozen) {
      if (object.key().value().startsWith(prefix)) {
        visitor.visit(object);
      }
    }
  }

  @Override
  public void delete(ObjectKey key) throws StoreException {
    strike(Operation.DELETE, key);
    sound.delete(key);
  }

  @Override
  public StoreCapabilities capabilities() {
    return sound.capabilities();
  }

  @Override
  public int discardUnfinished(Instant startedBefore) throws StoreException {
    return sound.discardUnfinished(startedBefore);
  }

  @Override
  public int countUnfinished(Instant startedBefore) throws StoreException {
    return sound.countUnfinished(startedBefore);
  }

  @Override
  public Optional<Instant> lockedUntil(ObjectKey key) throws StoreException {
    return sound.lockedUntil(key);
  }

  @Override
  public Optional<String> id() throws StoreException {
    return sound.id();
  }

  @Override
  public String describe() {
    return "faulty " + sound.describe();
  }

  @Override
  public void close() {
    sound.close();
  }

  private FaultyStore with(int times, Operation operation, String keyPart, Effect effect) {
    faults.add(new Fault(times, operation, keyPart, effect, null, false));
    return this;
  }

  /** Runs the first fault that is due, if any, and returns it for those that do more than fail. */
  private @Nullable Fault strike(Operation operation, @Nullable ObjectKey key)
      throws StoreException {
    for (Fault fault : faults) {
      if (fault.isDue(operation, key)) {
        if (fault.effect != null) {
          fault.effect.strike();
        }
        return fault;
      }
    }
    return null;
  }

  private static void fail(Kind kind) throws StoreException {
    throw new StoreException(kind, null, "injected fault: " + kind);
  }

  private void stall() throws StoreException {
    stalled.countDown();
    try {
      released.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreException(Kind.UNAVAILABLE, null, "interrupted while the store hung", e);
    }
  }

  @FunctionalInterface
  private interface Effect {
    void strike() throws StoreException;
  }

  private static final class Fault {

    private final AtomicInteger timesLeft;
    private final Operation operation;
    private final String keyPart;
    private final @Nullable Effect effect;
    private final @Nullable UnaryOperator<byte[]> tampering;
    private final boolean losesTheObject;

    Fault(
        int times,
        Operation operation,
        String keyPart,
        @Nullable Effect effect,
        @Nullable UnaryOperator<byte[]> tampering,
        boolean losesTheObject) {
      this.timesLeft = new AtomicInteger(times);
      this.operation = operation;
      this.keyPart = keyPart;
      this.effect = effect;
      this.tampering = tampering;
      this.losesTheObject = losesTheObject;
    }

    boolean isDue(Operation now, @Nullable ObjectKey key) {
      return now == operation
          && (key == null ? keyPart.isEmpty() : key.value().contains(keyPart))
          && timesLeft.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
    }
  }

  private final class FaultyWriter implements StoreWriter {

    private final ObjectKey key;
    private final StoreWriter soundWriter;
    private final OutputStream stream = new Output();
    private long written;

    FaultyWriter(ObjectKey key, StoreWriter soundWriter) {
      this.key = key;
      this.soundWriter = soundWriter;
    }

    @Override
    public OutputStream stream() {
      return stream;
    }

    @Override
    public ObjectInfo commit() throws StoreException {
      Fault fault = strike(Operation.COMMIT, key);
      if (fault != null && fault.losesTheObject) {
        soundWriter.close();
        return new ObjectInfo(key, written, Instant.now());
      }
      ObjectInfo committed = soundWriter.commit();
      if (fault != null && fault.tampering != null) {
        try {
          tamper(key, fault.tampering);
        } catch (IOException e) {
          throw new StoreException(Kind.UNAVAILABLE, key, "cannot tamper", e);
        }
      }
      return committed;
    }

    @Override
    public void close() {
      soundWriter.close();
    }

    private final class Output extends OutputStream {

      @Override
      public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
      }

      @Override
      public void write(byte[] bytes, int offset, int length) throws IOException {
        strike(Operation.WRITE, key);
        if (roomBytes.getAndUpdate(room -> room < length ? room : room - length) < length) {
          throw new StoreException(Kind.OUT_OF_SPACE, key, "injected fault: the store is full");
        }
        soundWriter.stream().write(bytes, offset, length);
        written += length;
      }

      @Override
      public void flush() throws IOException {
        soundWriter.stream().flush();
      }

      @Override
      public void close() throws IOException {
        soundWriter.stream().close();
      }
    }
  }
}
