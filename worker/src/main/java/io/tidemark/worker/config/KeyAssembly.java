package io.tidemark.worker.config;

import io.tidemark.postgres.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** The keys, from the variables that speak of them. */
final class KeyAssembly {
  private static final String KEY = "BACKUP_ENCRYPTION_KEY";

  private final Map<String, String> environment;
  private final List<String> problems;
  private final List<String> warnings;

  KeyAssembly(Map<String, String> environment, List<String> problems, List<String> warnings) {
    this.environment = environment;
    this.problems = problems;
    this.warnings = warnings;
  }

  /** One way to give the secret, and somebody who can read. */
  void checkPresence() {
    TreeSet<String> ways = new TreeSet<>(List.of(KEY, KEY + "_COMMAND", KEY + "_FILE"));
    ways.removeIf(name -> !given(name));
    if (ways.size() > 1) {
      problems.add(String.join(" and ", ways) + " are set together: give one of them");
    }
    if (ways.isEmpty() && !given("BACKUP_RECIPIENT_CERTIFICATES")) {
      warnings.add(KEY + " is not set: nothing can be backed up without a key");
    }
    if (given(KEY + "_PREVIOUS") && given(KEY + "_PREVIOUS_FILE")) {
      problems.add(KEY + "_PREVIOUS and " + KEY + "_PREVIOUS_FILE are set together: give one");
    }
  }

  /** What the variables say; files are read once, so that what is wrong is said before work. */
  KeyConfig assemble(Variables variables) {
    KeyConfig keys =
        new KeyConfig(
            secret(variables),
            previous(variables),
            files(variables.recipientCertificates()),
            files(variables.privateKeys()),
            variables.signingKey(),
            files(variables.trustedSigners()));
    try {
      keys.load();
    } catch (IllegalArgumentException e) {
      problems.add("the keys: " + e.getMessage());
    }
    return keys;
  }

  private Optional<Secret> secret(Variables variables) {
    Optional<Path> file = variables.encryptionKeyFile();
    if (file.isPresent()) {
      return read(KEY + "_FILE", file.get()).map(Secret::of);
    }
    if (variables.encryptionKeyCommand().isPresent()) {
      try {
        return Optional.of(
            Secret.of(new KeyCommand(variables.encryptionKeyCommand().get().reveal()).run()));
      } catch (IOException e) {
        problems.add(KEY + "_COMMAND: " + e.getMessage());
        return Optional.empty();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        problems.add(KEY + "_COMMAND was interrupted");
        return Optional.empty();
      }
    }
    return variables.encryptionKey();
  }

  private List<Secret> previous(Variables variables) {
    Optional<String> text =
        variables.encryptionKeyPreviousFile().isPresent()
            ? read(KEY + "_PREVIOUS_FILE", variables.encryptionKeyPreviousFile().get())
            : variables.encryptionKeyPrevious().map(Secret::reveal);
    return text.stream()
        .flatMap(String::lines)
        .filter(line -> !line.isBlank())
        .map(Secret::of)
        .toList();
  }

  private Optional<String> read(String variable, Path file) {
    try {
      String text = Files.readString(file).stripTrailing();
      if (!text.isBlank()) {
        return Optional.of(text);
      }
      problems.add(variable + ": " + file + " holds nothing");
    } catch (IOException e) {
      problems.add(
          variable
              + ": "
              + file
              + " cannot be read as a text ("
              + e.getClass().getSimpleName()
              + ")");
    }
    return Optional.empty();
  }

  private static List<Path> files(Optional<Converters.Files> given) {
    return given.map(Converters.Files::paths).orElse(List.of());
  }

  private boolean given(String name) {
    return !environment.getOrDefault(name, "").isEmpty();
  }
}
