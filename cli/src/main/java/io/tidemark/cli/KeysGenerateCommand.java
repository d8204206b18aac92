package io.tidemark.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.cli.outcome.CommandException;
import io.tidemark.cli.outcome.ExitCode;
import io.tidemark.cli.terminal.Json;
import io.tidemark.keys.Credential;
import io.tidemark.keys.MasterSecret;
import io.tidemark.keys.PemFile;
import io.tidemark.keys.SelfSigned;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "generate",
    description = {
      "Make a raw key of 32 random bytes, or a key pair with its certificate.",
      "Files that hold a secret get mode 0600; a file that is there already is left alone."
    })
final class KeysGenerateCommand implements Callable<Integer> {
  private static final int KEY_BYTES = 32;
  private static final String SECRET = "rw-------";
  private static final String PUBLIC = "rw-r--r--";

  private final CliContext context;

  @Parameters(
      paramLabel = "FILE",
      description = "Gets the key; the certificate of a pair goes to FILE.crt as well.")
  private Path file = Path.of("");

  @Option(
      names = "--pair",
      paramLabel = "ec|rsa",
      description = "A key pair for a recipient, an escrow or a worker's signature.")
  private SelfSigned.@Nullable Algorithm pair;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      defaultValue = "tidemark",
      description = "Whose the pair is, for people; ${DEFAULT-VALUE} when not given.")
  private String name = "tidemark";

  @Mixin private JsonOption output = new JsonOption();

  KeysGenerateCommand(CliContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Exception {
    String keyId;
    ObjectNode made = Json.object().put("file", file.toString());
    if (pair == null) {
      byte[] key = new byte[KEY_BYTES];
      new SecureRandom().nextBytes(key);
      String text = HexFormat.of().formatHex(key);
      write(file, text + "\n", SECRET);
      keyId = MasterSecret.parse(text).keyId();
    } else {
      Credential credential = new SelfSigned(Clock.systemUTC()).make(pair, name);
      Path certificate = file.resolveSibling(file.getFileName() + ".crt");
      requireAbsent(certificate);
      write(file, PemFile.text(credential), SECRET);
      write(certificate, PemFile.text(credential.certificate()), PUBLIC);
      keyId = credential.certificate().keyId();
      made.put("certificate", certificate.toString())
          .put("fingerprint", credential.certificate().fingerprint());
    }
    made.put("keyId", keyId);
    if (output.json()) {
      context.terminal().out().println(Json.line(made));
    } else {
      context.terminal().out().println("key " + keyId + " is in " + file);
      context
          .terminal()
          .out()
          .println(
              pair == null
                  ? "  use it with: BACKUP_ENCRYPTION_KEY_FILE=" + file
                  : "  give the certificate away: " + file + ".crt");
      context.terminal().out().println("  keep a copy where the backups are not");
    }
    return ExitCode.OK.code();
  }

  private static void requireAbsent(Path file) throws CommandException {
    if (Files.exists(file)) {
      throw taken(file);
    }
  }

  private static CommandException taken(Path file) {
    return CommandException.usage(
        file + " is there already, and a key that is overwritten is lost: choose another name");
  }

  private static void write(Path file, String text, String mode)
      throws IOException, CommandException {
    try (SeekableByteChannel channel =
        Files.newByteChannel(
            file,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode)))) {
      ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    } catch (FileAlreadyExistsException e) {
      throw taken(file);
    }
  }
}
