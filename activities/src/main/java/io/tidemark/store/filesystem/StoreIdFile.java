package io.tidemark.store.filesystem;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.store.StoreException;
import io.tidemark.store.StoreException.Kind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;

/** The file that says which store a folder is: {@code {"storeId":"<uuid>"}}. */
final class StoreIdFile {

  static final String NAME = "tidemark-store.json";

  private StoreIdFile() {}

  /** The id of the store in a folder; empty when the folder is none or does not exist. */
  static Optional<String> read(Path root) throws IOException {
    byte[] content;
    try {
      content = Files.readAllBytes(root.resolve(NAME));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
    try {
      JsonNode id = new ObjectMapper().readTree(content).path("storeId");
      return Optional.of(UUID.fromString(id.asText()).toString());
    } catch (JacksonException | IllegalArgumentException e) {
      throw new StoreException(
          Kind.CORRUPT, null, root.resolve(NAME) + " holds no store id; put the right one back", e);
    }
  }

  /** Makes a store of a folder, unless somebody else does at this moment; the id that stays. */
  static String create(Path root, Path incoming) throws IOException {
    String id = UUID.randomUUID().toString();
    Path temporary = incoming.resolve(id);
    try {
      try (FileChannel file = PrivateFiles.createFile(temporary)) {
        String json = new ObjectMapper().createObjectNode().put("storeId", id).toString() + "\n";
        ByteBuffer bytes = ByteBuffer.wrap(json.getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
          file.write(bytes);
        }
        file.force(true);
      }
      PrivateFiles.renameWithoutReplacing(temporary, root.resolve(NAME));
      PrivateFiles.forceFolder(root);
      return id;
    } catch (FileAlreadyExistsException e) {
      return read(root).orElseThrow(() -> new NoSuchFileException(NAME));
    } finally {
      Files.deleteIfExists(temporary);
    }
  }
}
