package io.tidemark.plan;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** How the encodings of databases are called in Java, to write names byte for byte. */
public final class ServerCharset {
  /** Those whose Java name is not {@code windows-125x} or {@code ISO-8859-x}. */
  private static final Map<String, String> NAMES =
      Map.ofEntries(
          Map.entry("EUC_CN", "GB2312"),
          Map.entry("EUC_JP", "EUC-JP"),
          Map.entry("EUC_KR", "EUC-KR"),
          Map.entry("EUC_TW", "x-EUC-TW"),
          Map.entry("KOI8R", "KOI8-R"),
          Map.entry("KOI8U", "KOI8-U"),
          Map.entry("LATIN5", "ISO-8859-9"),
          Map.entry("LATIN7", "ISO-8859-13"),
          Map.entry("LATIN9", "ISO-8859-15"),
          Map.entry("WIN866", "IBM866"),
          Map.entry("WIN874", "x-windows-874"));

  private ServerCharset() {}

  /**
   * The charset in which Java strings hold this database's names; empty when Java has none. An
   * SQL_ASCII database is read through LATIN1, where every byte is one character.
   *
   * @param encoding as {@code SHOW server_encoding} says it
   */
  public static Optional<Charset> of(String encoding) {
    if (encoding.equals("UTF8")) {
      return Optional.of(StandardCharsets.UTF_8);
    }
    if (encoding.equals("SQL_ASCII") || encoding.equals("LATIN1")) {
      return Optional.of(StandardCharsets.ISO_8859_1);
    }
    String name =
        NAMES.getOrDefault(
            encoding,
            encoding
                .replaceFirst("^WIN(125\\d)$", "windows-$1")
                .replaceFirst("^LATIN([2-4])$", "ISO-8859-$1")
                .replaceFirst("^ISO_8859_", "ISO-8859-"));
    return Charset.isSupported(name) ? Optional.of(Charset.forName(name)) : Optional.empty();
  }
}
