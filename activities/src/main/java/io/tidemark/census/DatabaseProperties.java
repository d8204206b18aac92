package io.tidemark.census;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What belongs to a database as a whole and is in no dump of its content.
 *
 * @param name the database's name
 * @param encoding {@code UTF8}, {@code SQL_ASCII} …
 * @param localeProvider {@code libc}, {@code icu} or {@code builtin}
 * @param collate {@code LC_COLLATE}
 * @param ctype {@code LC_CTYPE}
 * @param locale the provider's own locale, null with libc
 * @param icuRules tailoring rules, null when there are none
 * @param collationVersion of the provider when the database was made, null when it has none
 * @param owner role
 * @param tablespace default tablespace
 * @param connectionLimit -1 for no limit
 * @param allowConnections whether anybody may connect
 * @param template whether anybody with CREATEDB may clone it
 * @param defaultAcl whether the ACL was never touched; {@code grants} is then empty
 * @param grants of an ACL that was touched
 * @param settings of ALTER DATABASE … SET and ALTER ROLE … IN DATABASE … SET
 * @param comment null when there is none
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record DatabaseProperties(
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
    boolean allowConnections,
    boolean template,
    boolean defaultAcl,
    List<Grant> grants,
    List<Setting> settings,
    @Nullable String comment) {
  public DatabaseProperties {
    grants = grants == null ? List.of() : List.copyOf(grants);
    settings = settings == null ? List.of() : List.copyOf(settings);
  }

  /**
   * A right on the database.
   *
   * @param grantee role, or the empty string for PUBLIC
   * @param grantor role
   * @param privilege {@code CONNECT}, {@code CREATE}, {@code TEMPORARY}
   * @param grantable with grant option
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Grant(String grantee, String grantor, String privilege, boolean grantable) {}

  /**
   * A setting.
   *
   * @param role whose, or the empty string for everybody's
   * @param name of the setting
   * @param value as the catalog holds it: list settings such as search_path are already quoted
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Setting(String role, String name, String value) {}
}
