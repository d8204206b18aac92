package io.tidemark.load;

import io.tidemark.plan.ServerCharset;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads scripts of pg_restore, which are in the encoding of the database that was dumped. */
final class ScriptText {
  private static final Pattern SET = Pattern.compile("(?m)^SET client_encoding = '([^']+)';$");

  private ScriptText() {}

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
    Charset charset =
        ServerCharset.of(set.group(1))
            .orElseThrow(
                () ->
                    new LoadException(
                        LoadException.Kind.MISSING, "this Java knows no encoding " + set.group(1)));
    try {
      return charset.newDecoder().decode(ByteBuffer.wrap(script)).toString();
    } catch (CharacterCodingException e) {
      throw new LoadException(
          LoadException.Kind.DAMAGED, "the definitions are not in " + set.group(1), e);
    }
  }
}
