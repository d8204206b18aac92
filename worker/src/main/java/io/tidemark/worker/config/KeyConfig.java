package io.tidemark.worker.config;

import static java.util.Objects.requireNonNull;

import io.tidemark.postgres.Secret;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What backups are encrypted with and opened by. Safe to print: secrets show as {@code ***}.
 *
 * @param secrets master secrets, each a passphrase or 32 bytes in hex or base64; the first writes,
 *     all read
 * @param certificates X.509 files of further recipients
 * @param privateKeys files that open what was encrypted for certificates
 * @param signingKey file of the key that signs this worker's manifests; empty when it signs none
 * @param trustedSigners files of the certificates or public keys whose signatures are believed
 */
public record KeyConfig(
    List<Secret> secrets,
    List<Path> certificates,
    List<Path> privateKeys,
    Optional<Path> signingKey,
    List<Path> trustedSigners) {
  public KeyConfig {
    secrets = List.copyOf(secrets);
    certificates = List.copyOf(certificates);
    privateKeys = List.copyOf(privateKeys);
    requireNonNull(signingKey, "signingKey is null");
    trustedSigners = List.copyOf(trustedSigners);
  }

  /** Master secrets alone. */
  public static KeyConfig ofSecrets(List<Secret> secrets) {
    return new KeyConfig(secrets, List.of(), List.of(), Optional.empty(), List.of());
  }
}
