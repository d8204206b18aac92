package io.tidemark.load;

import io.tidemark.postgres.SessionSettings;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.postgresql.core.Encoding;

/** Finds the Java charset for what PostgreSQL calls an encoding, and reads scripts with it. */
final class ClientEncoding {
  private static final Pattern SET = Pattern.compile("(?m)^SET client_encoding = '([^']+)';$");

  private ClientEncoding() {}

  /** The charset of a session that moves rows of a database in this encoding. */
  static Charset charset(String databaseEncoding) {
    String name = SessionSettings.clientEncoding(databaseEncoding);
    return Charset.forName(Encoding.getDatabaseEncoding(name).name());
  }

  /**
   * Reads a script of pg_restore in the encoding that the script itself names.
   *
   * @throws LoadException DAMAGED when it names none, or is not in it
   */
  static String decode(byte[] script) throws LoadException {
    Matcher set = SET.matcher(new String(script, StandardCharsets.ISO_8859_1));
    if (!set.find()) {
      throw new LoadException(
          LoadException.Kind.DAMAGED, "the definitions do not say in which encoding they are");
    }
    try {
      return charset(set.group(1)).newDecoder().decode(ByteBuffer.wrap(script)).toString();
    } catch (CharacterCodingException e) {
      throw new LoadException(
          LoadException.Kind.DAMAGED, "the definitions are not in " + set.group(1), e);
    }
  }
}
