package io.tidemark.archive;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The properties of the database itself: those fixed at its creation, and those that pg_dump leaves
 * out of its archives.
 *
 * @param name as in {@code pg_database}; may differ from the name in the configuration
 * @param encoding name of the encoding: {@code UTF8}
 * @param localeProvider {@code libc}, {@code icu} or {@code builtin}
 * @param collate {@code datcollate}
 * @param ctype {@code datctype}
 * @param locale ICU or builtin locale; null for libc
 * @param icuRules null when there are none
 * @param collationVersion as recorded by the server; null when it records none
 * @param owner name of the role
 * @param tablespace name of the default tablespace
 * @param connectionLimit -1 for none
 * @param comment null when there is none
 * @param acl as text, {@code aclitem[]}; null for the built-in default
 * @param settings of {@code ALTER DATABASE … SET}: {@code name=value} each, in the server's order
 * @param roleSettings of {@code ALTER ROLE … IN DATABASE … SET}, by role
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RecordedDatabase(
    String name,
    String encoding,
    String localeProvider,
    String collate,
    String ctype,
    @Nullable String locale,
    @Nullable String icuRules,
    @Nullable String collationVersion,
    String owner,
    String tablespace,
    int connectionLimit,
    @Nullable String comment,
    @Nullable String acl,
    List<String> settings,
    Map<String, List<String>> roleSettings) {

  public RecordedDatabase {
    requireNonNull(name, "name is null");
    requireNonNull(encoding, "encoding is null");
    requireNonNull(localeProvider, "localeProvider is null");
    requireNonNull(collate, "collate is null");
    requireNonNull(ctype, "ctype is null");
    requireNonNull(owner, "owner is null");
    requireNonNull(tablespace, "tablespace is null");
    settings = settings == null ? List.of() : List.copyOf(settings);
    roleSettings =
        roleSettings == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(roleSettings));
  }
}
