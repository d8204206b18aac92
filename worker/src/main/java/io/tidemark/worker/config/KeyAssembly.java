package io.tidemark.worker.config;

import io.tidemark.postgres.Secret;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Fetches the secrets, and names and reads the files of the keys. */
final class KeyAssembly {
  private static final KeyPath KEYS = KeyPath.of("keys");

  private final TreeReader reader;
  private final List<String> warnings;

  KeyAssembly(TreeReader reader, List<String> warnings) {
    this.reader = reader;
    this.warnings = warnings;
  }

  /** The keys; files are read once, so that what is wrong is said before work. */
  KeyConfig config() {
    KeyConfig keys =
        new KeyConfig(
            secret(KEYS.child("secret")).map(Secret::of),
            previous(),
            reader.paths(KEYS.child("certificates")),
            reader.paths(KEYS.child("privateKeys")),
            reader.path(KEYS.child("signingKey")),
            reader.paths(KEYS.child("trustedSigners")));
    if (keys.writesNothing()) {
      warnings.add("BACKUP_ENCRYPTION_KEY is not set: nothing can be backed up without a key");
    }
    try {
      keys.load();
    } catch (IllegalArgumentException e) {
      reader.problem(KEYS, String.valueOf(e.getMessage()));
    }
    return keys;
  }

  /** Each entry holds keys one a line. */
  private List<Secret> previous() {
    return reader.items(KEYS.child("previous")).stream()
        .flatMap(entry -> secret(entry).stream())
        .flatMap(String::lines)
        .filter(line -> !line.isBlank())
        .map(Secret::of)
        .toList();
  }

  private Optional<String> secret(KeyPath entry) {
    KeyPath file = entry.child("file");
    KeyPath command = entry.child("command");
    try {
      if (reader.has(file)) {
        return reader.path(file).map(References::content);
      }
      if (reader.has(command)) {
        return Optional.of(new KeyCommand(reader.text(command).orElseThrow()).run());
      }
      return reader.text(entry.child("value"));
    } catch (IllegalArgumentException e) {
      reader.problem(file, String.valueOf(e.getMessage()));
    } catch (IOException e) {
      reader.problem(command, String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      reader.problem(command, "was interrupted");
    }
    return Optional.empty();
  }
}
