package io.tidemark.store.filesystem;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.store.ObjectKey;
import io.tidemark.store.StoreException;
import io.tidemark.store.StoreException.Kind;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class FilesystemErrorsTest {

  private static final ObjectKey KEY = ObjectKey.of("orders", "part");

  private final FilesystemErrors errors = new FilesystemErrors(Path.of("/"));

  static Stream<Arguments> troubles() {
    return Stream.of(
        Arguments.of(new IOException("No space left on device"), Kind.OUT_OF_SPACE),
        Arguments.of(
            new FileSystemException("/b/p", null, "No space left on device"), Kind.OUT_OF_SPACE),
        Arguments.of(
            new FileSystemException("/b/p", null, "Disk quota exceeded"), Kind.OUT_OF_SPACE),
        Arguments.of(new AccessDeniedException("/b/p"), Kind.ACCESS_DENIED),
        Arguments.of(
            new FileSystemException("/b/p", null, "Read-only file system"), Kind.ACCESS_DENIED),
        Arguments.of(new NoSuchFileException("/b/p"), Kind.NOT_FOUND),
        Arguments.of(new FileAlreadyExistsException("/b/p"), Kind.ALREADY_EXISTS),
        Arguments.of(new FileSystemException("/b/p", null, "File name too long"), Kind.INVALID),
        Arguments.of(new IOException("Input/output error"), Kind.UNAVAILABLE),
        Arguments.of(new IOException("Stale file handle"), Kind.UNAVAILABLE),
        Arguments.of(new IOException(), Kind.UNAVAILABLE));
  }

  @ParameterizedTest
  @MethodSource("troubles")
  void theReasonDecidesTheKind(IOException trouble, Kind kind) {
    StoreException classified = errors.classify(trouble, KEY, "cannot write");

    assertThat(classified.kind()).isEqualTo(kind);
    assertThat(classified).hasMessageContaining("orders/part").hasCause(trouble);
  }

  @Test
  void whatIsClassifiedStaysAsItIs() {
    StoreException classified = new StoreException(Kind.CORRUPT, KEY, "damaged");

    assertThat(errors.classify(classified, KEY, "cannot write")).isSameAs(classified);
  }
}
