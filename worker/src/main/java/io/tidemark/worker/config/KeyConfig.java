package io.tidemark.worker.config;

import static java.util.Objects.requireNonNull;

import io.tidemark.keys.Certificate;
import io.tidemark.keys.KeySet;
import io.tidemark.keys.MasterSecret;
import io.tidemark.keys.PemFile;
import io.tidemark.postgres.Secret;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What backups are encrypted with and opened by. Safe to print: secrets show as {@code ***}.
 *
 * @param secret master secret that writes and reads: a passphrase, or 32 bytes in hex or base64;
 *     empty when certificates do alone, or nothing is to be written
 * @param previous master secrets that only read
 * @param certificates PEM files with the X.509 certificates of further recipients
 * @param privateKeys PEM files, each a private key and its certificate, that open what was
 *     encrypted for certificates
 * @param signingKey PEM file of the private key, with its certificate, that signs this worker's
 *     manifests; empty when it signs none
 * @param trustedSigners PEM files with the certificates whose signatures are believed
 */
public record KeyConfig(
    Optional<Secret> secret,
    List<Secret> previous,
    List<Path> certificates,
    List<Path> privateKeys,
    Optional<Path> signingKey,
    List<Path> trustedSigners) {
  public KeyConfig {
    requireNonNull(secret, "secret is null");
    previous = List.copyOf(previous);
    certificates = List.copyOf(certificates);
    privateKeys = List.copyOf(privateKeys);
    requireNonNull(signingKey, "signingKey is null");
    trustedSigners = List.copyOf(trustedSigners);
  }

  /** One master secret, or no key at all. */
  public static KeyConfig ofSecret(Optional<Secret> secret) {
    return new KeyConfig(secret, List.of(), List.of(), List.of(), Optional.empty(), List.of());
  }

  /** Whether nothing can be written: there is nobody who could read it. */
  public boolean writesNothing() {
    return secret.isEmpty() && certificates.isEmpty();
  }

  /**
   * Reads the files.
   *
   * @throws IllegalArgumentException with the first file that is not what it should be, or when the
   *     keys do not fit together
   */
  public KeySet load() {
    return new KeySet(
        secret.map(KeyConfig::parse),
        previous.stream().map(KeyConfig::parse).toList(),
        certificates(certificates),
        privateKeys.stream().map(PemFile::credential).toList(),
        signingKey.map(PemFile::credential),
        certificates(trustedSigners));
  }

  private static MasterSecret parse(Secret secret) {
    return MasterSecret.parse(secret.reveal());
  }

  private static List<Certificate> certificates(List<Path> files) {
    return files.stream().flatMap(file -> PemFile.certificates(file).stream()).toList();
  }
}
