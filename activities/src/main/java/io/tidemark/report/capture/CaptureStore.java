package io.tidemark.report.capture;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Captures in a folder: a file a database, named after the server's system identifier, because the
 * same host may be another server tomorrow. A file is replaced as a whole; of two runs at the same
 * time the later one stays.
 */
public final class CaptureStore {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .addModules(new Jdk8Module(), new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .build();

  private final Path folder;

  public CaptureStore(Path folder) {
    this.folder = requireNonNull(folder, "folder is null");
  }

  /**
   * Opens what is kept about a database; nothing is written before {@link CaptureBook#save}.
   *
   * @param server the system identifier
   * @throws IOException when the file is there and cannot be read; the message names it
   */
  public CaptureBook open(String server, String database) throws IOException {
    Path file =
        folder
            .resolve(URLEncoder.encode(server, StandardCharsets.UTF_8))
            .resolve(URLEncoder.encode(database, StandardCharsets.UTF_8) + ".json");
    return new CaptureBook(read(file), kept -> write(file, kept));
  }

  private static CaptureFile read(Path file) throws IOException {
    try {
      return MAPPER.readValue(Files.readAllBytes(file), CaptureFile.class);
    } catch (NoSuchFileException none) {
      return CaptureFile.EMPTY;
    } catch (IOException e) {
      throw new IOException(
          "what reports saw before cannot be read from " + file + ": remove that file", e);
    }
  }

  private static void write(Path file, CaptureFile kept) throws IOException {
    Path parent = requireNonNull(file.getParent(), "a capture file is in a folder");
    Files.createDirectories(parent);
    Path draft = Files.createTempFile(parent, "capture", ".tmp");
    try {
      Files.write(draft, MAPPER.writeValueAsBytes(kept));
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(draft);
    }
  }
}
