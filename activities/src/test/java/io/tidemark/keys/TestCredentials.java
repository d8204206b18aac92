package io.tidemark.keys;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** Key pairs that tests share, since making RSA keys is slow, and rings made of them. */
public final class TestCredentials {

  private static final SelfSigned MAKER =
      new SelfSigned(Clock.fixed(Instant.parse("2026-11-01T00:00:00Z"), ZoneOffset.UTC));

  /** Of the people who read backups. */
  public static final Credential READER = MAKER.make(SelfSigned.Algorithm.EC, "reader");

  /** Of those who read them when nobody else can any more. */
  public static final Credential ESCROW = MAKER.make(SelfSigned.Algorithm.RSA, "escrow");

  /** Of a worker. */
  public static final Credential WORKER = MAKER.make(SelfSigned.Algorithm.EC, "worker one");

  /** Of another worker of the same queue. */
  public static final Credential OTHER_WORKER = MAKER.make(SelfSigned.Algorithm.RSA, "worker two");

  /** Of somebody who has every public certificate and no key of ours. */
  public static final Credential STRANGER = MAKER.make(SelfSigned.Algorithm.EC, "worker one");

  private TestCredentials() {}

  /** A worker that writes for reader and escrow, and can read nothing itself. */
  public static KeyRing writer(Credential worker) {
    return new KeyRing(
        new KeySet(
            Optional.empty(),
            List.of(),
            List.of(READER.certificate(), ESCROW.certificate()),
            List.of(),
            Optional.of(worker),
            List.of(WORKER.certificate(), OTHER_WORKER.certificate())));
  }

  /** Somebody who reads with a private key, and believes these workers. */
  public static KeyRing reader(Credential key, Credential... workers) {
    return new KeyRing(
        new KeySet(
            Optional.empty(),
            List.of(),
            List.of(),
            List.of(key),
            Optional.empty(),
            List.of(workers).stream().map(Credential::certificate).toList()));
  }

  /** A worker that writes for a secret and for the escrow. */
  public static KeyRing both(MasterSecret secret) {
    return new KeyRing(
        new KeySet(
            Optional.of(secret),
            List.of(),
            List.of(ESCROW.certificate()),
            List.of(),
            Optional.of(WORKER),
            List.of()));
  }
}
