package io.tidemark.keys;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * The keys that a configuration gives. Safe to print.
 *
 * @param secret opens and proves what is written from now on; empty when certificates do alone
 * @param previous secrets that only read, for backups made before a change of key
 * @param recipients certificates whose owners can open what is written
 * @param privateKeys open what was written for their certificates
 * @param signer signs manifests; must be there when there are recipients
 * @param trustedSigners certificates of workers whose signature proves a manifest
 */
public record KeySet(
    Optional<MasterSecret> secret,
    List<MasterSecret> previous,
    List<Certificate> recipients,
    List<Credential> privateKeys,
    Optional<Credential> signer,
    List<Certificate> trustedSigners) {

  /**
   * Checks what belongs together.
   *
   * @throws IllegalArgumentException when certificates are to open what nobody signs: anybody could
   *     write such a backup
   */
  public KeySet {
    requireNonNull(secret, "secret is null");
    requireNonNull(signer, "signer is null");
    previous = List.copyOf(previous);
    recipients = recipients.stream().distinct().toList();
    privateKeys = List.copyOf(privateKeys);
    trustedSigners = trustedSigners.stream().distinct().toList();
    if (!recipients.isEmpty() && signer.isEmpty()) {
      throw new IllegalArgumentException(
          "BACKUP_RECIPIENT_CERTIFICATES needs BACKUP_SIGNING_KEY: anybody who has a certificate"
              + " can write a backup for it, so a manifest must be signed by a worker");
    }
  }

  /** Secrets alone: the first one writes, all read. */
  public static KeySet ofSecrets(List<MasterSecret> secrets) {
    return new KeySet(
        secrets.stream().findFirst(),
        secrets.stream().skip(1).toList(),
        List.of(),
        List.of(),
        Optional.empty(),
        List.of());
  }
}
