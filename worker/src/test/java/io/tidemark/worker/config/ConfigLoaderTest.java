package io.tidemark.worker.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tidemark.activity.DatabaseSettings;
import io.tidemark.postgres.Secret;
import io.tidemark.retention.RetentionPolicy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ConfigLoaderTest {
  private static final Map<String, String> ENOUGH =
      Map.of(
          "DATABASE_URL", "postgresql://app:s3cret-word@db.example:5433/orders",
          "BACKUP_DIR", "/backups",
          "BACKUP_ENCRYPTION_KEY", "correct horse battery staple");

  @TempDir Path folder;

  @Test
  void threeVariablesAreEnough() throws ConfigException {
    TidemarkConfig config = ConfigLoader.load(ENOUGH);

    DatabaseSettings database = config.databases().get("orders");
    assertThat(database).isNotNull();
    assertThat(config.taskQueue()).isEqualTo("tidemark");
    assertThat(config.warnings()).isEmpty();
    assertThat(database.target().describe()).isEqualTo("app@db.example:5433/orders");
    assertThat(database.compression()).isEqualTo("zstd");
    assertThat(database.retention()).isEqualTo(RetentionPolicy.of(3, 30));
    assertThat(database.partSizeBytes()).isEqualTo(256L << 20);
    assertThat(database.holders()).isEqualTo(2);
    assertThat(database.maxMinutes()).isEqualTo(1440);
    assertThat(database.onDdl()).isEqualTo("fail");
    assertThat(database.lanes()).isBetween(2, 8).isEqualTo(config.slots());
    assertThat(config.stores().get(database.store()))
        .isEqualTo(new FilesystemStoreConfig(database.store(), Path.of("/backups")));
  }

  @Test
  void everyVariableIsHeard() throws ConfigException {
    TidemarkConfig config =
        ConfigLoader.load(
            and(
                Map.of(
                    "DIRECT_URL", "postgresql://owner@server:5432/orders",
                    "BACKUP_COMPRESSION", "gzip",
                    "BACKUP_RETENTION_DAYS", "7",
                    "BACKUP_RETENTION_COUNT", "12",
                    "TIDEMARK_TASK_QUEUE", "nightly",
                    "TIDEMARK_PARALLELISM", "5",
                    "TIDEMARK_PART_SIZE_MIB", "64",
                    "TIDEMARK_HOLDERS", "1",
                    "TIDEMARK_MAX_MINUTES", "90",
                    "TIDEMARK_ON_DDL", "cancel"),
                Map.of("TIDEMARK_PG_BIN", "/opt/pg/bin", "TIDEMARK_CACHE", "/var/cache/t")));

    DatabaseSettings database = config.databases().get("orders");
    assertThat(database).isNotNull();
    assertThat(database.target().describe()).isEqualTo("owner@server:5432/orders");
    assertThat(database.compression()).isEqualTo("gzip");
    assertThat(database.retention()).isEqualTo(RetentionPolicy.of(12, 7));
    assertThat(database.lanes()).isEqualTo(5);
    assertThat(database.partSizeBytes()).isEqualTo(64L << 20);
    assertThat(database.holders()).isEqualTo(1);
    assertThat(database.maxMinutes()).isEqualTo(90);
    assertThat(database.onDdl()).isEqualTo("cancel");
    assertThat(config.taskQueue()).isEqualTo("nightly");
    assertThat(config.programs()).contains(Path.of("/opt/pg/bin"));
    assertThat(config.cache()).isEqualTo(Path.of("/var/cache/t"));
  }

  @Test
  void allProblemsAreToldAtOnceAndNoSecretWithThem() {
    ConfigException refused =
        refusal(
            Map.of(
                "DATABASE_URL", "postgresql://app:s3cret-word@db:notaport/orders",
                "BACKUP_ENCRYPTION_KEY", "k3y-word",
                "BACKUP_ENCRYPTION_KEY_FILE", "/run/key",
                "BACKUP_COMPRESSION", "lz4",
                "BACKUP_RETENTION_DAYS", "soon",
                "TIDEMARK_PARALLELISM", "0",
                "TIDEMARK_ON_DDL", "wait",
                "TIDEMARK_PARALELISM", "4"));

    assertThat(refused.problems())
        .anySatisfy(text -> assertThat(text).startsWith("DATABASE_URL: "))
        .anySatisfy(text -> assertThat(text).startsWith("BACKUP_DIR is not set"))
        .anySatisfy(text -> assertThat(text).contains("are set together"))
        .anySatisfy(text -> assertThat(text).contains("BACKUP_COMPRESSION").contains("zstd, gzip"))
        .anySatisfy(text -> assertThat(text).contains("BACKUP_RETENTION_DAYS").contains("soon"))
        .anySatisfy(text -> assertThat(text).contains("TIDEMARK_PARALLELISM: \"0\""))
        .anySatisfy(text -> assertThat(text).contains("TIDEMARK_ON_DDL").contains("fail, cancel"))
        .anySatisfy(text -> assertThat(text).contains("did you mean TIDEMARK_PARALLELISM?"))
        .hasSize(8);
    assertThat(refused).hasMessageNotContainingAny("s3cret-word", "k3y-word", "SRCFG");
  }

  @Test
  void printingShowsNoSecret() throws ConfigException {
    assertThat(ConfigLoader.load(ENOUGH).toString())
        .doesNotContain("s3cret-word", "correct horse battery staple");
  }

  @Test
  void aKeyIsTakenAsItIsAndNotAsAnExpression() throws ConfigException {
    String key = "a${HOME}\\,b c";
    assertThat(ConfigLoader.load(and(Map.of("BACKUP_ENCRYPTION_KEY", key))).keys().secret())
        .contains(Secret.of(key));
  }

  @Test
  void aKeyCanComeFromAFile() throws Exception {
    Path file = Files.writeString(folder.resolve("key"), "from a file\n");
    Map<String, String> environment = and(Map.of("BACKUP_ENCRYPTION_KEY_FILE", file.toString()));
    environment.remove("BACKUP_ENCRYPTION_KEY");

    assertThat(ConfigLoader.load(environment).keys().secret()).contains(Secret.of("from a file"));
  }

  @Test
  void aMissingKeyIsAWarningAndNeverMadeUp() throws ConfigException {
    Map<String, String> environment = new TreeMap<>(ENOUGH);
    environment.put("BACKUP_ENCRYPTION_KEY", "");

    TidemarkConfig config = ConfigLoader.load(environment);

    assertThat(config.keys().secret()).isEmpty();
    assertThat(config.warnings()).singleElement().asString().contains("BACKUP_ENCRYPTION_KEY");
  }

  @Test
  void aPoolerIsRefusedWithTheWayOut() {
    String pooled = "postgresql://app:pw@pooler:6543/orders?pgbouncer=true";
    assertThat(refusal(and(Map.of("DATABASE_URL", pooled))).problems())
        .singleElement()
        .asString()
        .contains("set DIRECT_URL");
  }

  @Test
  void aPoolerBesideADirectUrlIsFine() throws ConfigException {
    TidemarkConfig config =
        ConfigLoader.load(
            and(
                Map.of(
                    "DATABASE_URL", "postgresql://app:pw@pooler:6543/orders?pgbouncer=true",
                    "DIRECT_URL", "postgresql://app:pw@db:5432/orders")));
    assertThat(config.databases()).containsOnlyKeys("orders");
  }

  @Test
  void twoUrlsOfTwoDatabasesAreRefused() {
    assertThat(refusal(and(Map.of("DIRECT_URL", "postgresql://a@b/customers"))).problems())
        .singleElement()
        .asString()
        .contains("orders", "customers");
  }

  @ParameterizedTest
  @CsvSource({
    "TIDEMARK_PARALLELISM,257", "TIDEMARK_PART_SIZE_MIB,0", "TIDEMARK_HOLDERS,five",
    "BACKUP_RETENTION_DAYS,0", "BACKUP_RETENTION_COUNT,-1", "TIDEMARK_MAX_MINUTES,1.5",
    "TIDEMARK_TASK_QUEUE,' x'", "BACKUP_DIR,s3://bucket/x", "BACKUP_ENCRYPTION_KEY_FILE,/"
  })
  void whatIsOutOfBoundsIsNamed(String variable, String value) {
    Map<String, String> environment = and(Map.of(variable, value));
    if (variable.equals("BACKUP_ENCRYPTION_KEY_FILE")) {
      environment.remove("BACKUP_ENCRYPTION_KEY");
    }
    assertThat(refusal(environment).problems())
        .singleElement()
        .asString()
        .startsWith(variable + ": ");
  }

  @Test
  void aNearMissUnderTheSharedPrefixIsAWarning() throws ConfigException {
    TidemarkConfig config =
        ConfigLoader.load(and(Map.of("BACKUP_RETENTION_DAY", "7", "BACKUP_WINDOW", "night")));
    assertThat(config.warnings())
        .isEqualTo(
            List.of("BACKUP_RETENTION_DAY does nothing; did you mean BACKUP_RETENTION_DAYS?"));
  }

  @Test
  void aClientNeedsNothingButTheQueue() throws ConfigException {
    assertThat(ConfigLoader.taskQueue(Map.of())).isEqualTo("tidemark");
    assertThat(ConfigLoader.taskQueue(Map.of("TIDEMARK_TASK_QUEUE", "x"))).isEqualTo("x");
    assertThat(
            catchThrowableOfType(
                ConfigException.class,
                () -> ConfigLoader.taskQueue(Map.of("TIDEMARK_TASK_QUEUE", " "))))
        .hasMessageContaining("TIDEMARK_TASK_QUEUE");
  }

  private static Map<String, String> and(Map<String, String> more) {
    Map<String, String> all = new TreeMap<>(ENOUGH);
    all.putAll(more);
    return all;
  }

  private static Map<String, String> and(Map<String, String> more, Map<String, String> evenMore) {
    Map<String, String> all = and(more);
    all.putAll(evenMore);
    return all;
  }

  private static ConfigException refusal(Map<String, String> environment) {
    return catchThrowableOfType(ConfigException.class, () -> ConfigLoader.load(environment));
  }
}
