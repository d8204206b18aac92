package io.tidemark.worker.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tidemark.activity.DatabaseSettings;
import io.tidemark.postgres.Secret;
import io.tidemark.store.azure.AzureSettings;
import io.tidemark.store.gcs.GcsSettings;
import io.tidemark.store.s3.S3Settings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** tidemark.yaml, and cloud stores by variables. */
final class ConfigFileTest {
  private static final String GOOD =
      """
      databases:
        orders:
          url: postgresql://app:${ENV:PASSWORD}@db1/shop
          stores: [cloud, local]
          copyRetention:
            local: { keepLast: 2 }
      stores:
        cloud:
          s3: { bucket: b, prefix: pg/, encryption: sse-kms, kmsKeyId: k, storageClass: STANDARD_IA }
        local:
          filesystem: { folder: /backups }
      keys:
        secret: { command: printf from-a-command }
      temporal:
        address: temporal.example:7233
        namespace: backups
      worker:
        taskQueue: nightly
      """;

  @TempDir Path folder;

  @Test
  void aFileSaysItAll() throws Exception {
    TidemarkConfig config = load(GOOD, Map.of("PASSWORD", "s3cret-word"));

    DatabaseSettings orders = config.databases().get("orders");
    assertThat(orders).isNotNull();
    assertThat(orders.target().describe()).isEqualTo("app@db1:5432/shop");
    assertThat(orders.target().password()).contains(Secret.of("s3cret-word"));
    assertThat(orders.stores()).containsExactly("cloud", "local");
    assertThat(orders.retention("local").keepLast()).isEqualTo(2);
    assertThat(orders.retention("cloud").keepWithinDays()).isEqualTo(30);
    assertThat(config.taskQueue()).isEqualTo("nightly");
    assertThat(config.keys().secret()).contains(Secret.of("from-a-command"));
    assertThat(config.stores().get("cloud"))
        .isInstanceOfSatisfying(
            S3StoreConfig.class,
            s3 -> {
              assertThat(s3.settings().prefix()).isEqualTo("pg/");
              assertThat(s3.settings().encryption().mode())
                  .isEqualTo(S3Settings.Encryption.Mode.SSE_KMS);
              assertThat(s3.settings().storageClass()).contains("STANDARD_IA");
            });
    assertThat(config.warnings()).isEmpty();
  }

  @Test
  void everyProblemIsToldWithItsLineAndNoSecret() throws IOException {
    String bad =
        """
        databases:
          orders:
            url: ${ENV:NOWHERE}
            stores: [clout]
            holders: five
            compresion: zstd
            quorum: 0
          customers:
            url: postgresql://app:s3cret-word@db:notaport/x
        stores:
          cloud:
            s3: { bucket: b }
            gcs: { bucket: b }
        """;
    assertThat(refusal(bad, Map.of()))
        .anySatisfy(text -> assertThat(text).contains("tidemark.yaml:3: ", "NOWHERE is not set"))
        .anySatisfy(text -> assertThat(text).contains("tidemark.yaml:4: ", "known are cloud"))
        .anySatisfy(
            text ->
                assertThat(text)
                    .contains("tidemark.yaml:5: ", "\"five\" is not a whole number from 1 to 4"))
        .anySatisfy(
            text -> assertThat(text).contains("tidemark.yaml:6: ", "did you mean compression?"))
        .anySatisfy(text -> assertThat(text).contains("tidemark.yaml:7: ", "from 1 to 100"))
        .anySatisfy(
            text ->
                assertThat(text)
                    .contains("tidemark.yaml:8: databases.customers.stores is not given"))
        .anySatisfy(text -> assertThat(text).contains("tidemark.yaml:9: databases.customers.url"))
        .anySatisfy(
            text -> assertThat(text).contains("tidemark.yaml:11: ", "must have exactly one of"))
        .noneSatisfy(text -> assertThat(text).contains("s3cret-word"));
  }

  @Test
  void whatIsNoYamlIsToldWithItsLine() throws IOException {
    assertThat(refusal("databases:\n  orders: [\n", Map.of()))
        .anySatisfy(text -> assertThat(text).matches("(?s)tidemark.yaml:\\d+: is no YAML: .*"));
    assertThat(refusal("databases: {}\ndatabases: {}\n", Map.of()))
        .anySatisfy(
            text -> assertThat(text).isEqualTo("tidemark.yaml:2: databases is given twice"));
  }

  @Test
  void theEnvironmentWinsForTheMachineOnly() throws Exception {
    TidemarkConfig config =
        load(
            GOOD,
            Map.of(
                "PASSWORD", "x",
                "TIDEMARK_TASK_QUEUE", "by-day",
                "BACKUP_ENCRYPTION_KEY", "another",
                "BACKUP_DIR", "/elsewhere"));
    assertThat(config.taskQueue()).isEqualTo("by-day");
    assertThat(config.keys().secret()).contains(Secret.of("from-a-command"));
    assertThat(config.stores().get("local"))
        .isEqualTo(new FilesystemStoreConfig("local", Path.of("/backups")));
    assertThat(config.warnings()).singleElement().asString().startsWith("BACKUP_DIR is not read: ");
  }

  @Test
  void clientsReadTheirSectionsWithoutAnySecret() throws Exception {
    Map<String, String> environment = environment(GOOD, Map.of());
    assertThat(ConfigLoader.taskQueue(environment)).isEqualTo("nightly");
    TemporalConnection temporal = TemporalConnection.load(environment);
    assertThat(temporal.address()).isEqualTo("temporal.example:7233");
    assertThat(temporal.namespace()).isEqualTo("backups");
    environment.put("TEMPORAL_ADDRESS", "other:7233");
    assertThat(TemporalConnection.load(environment).address()).isEqualTo("other:7233");
  }

  @Test
  void valuesAreShownWithWhereTheyWereWrittenAndWithoutSecrets() throws Exception {
    EffectiveConfig effective =
        ConfigLoader.effective(environment(GOOD, Map.of("PASSWORD", "s3cret-word")));
    assertThat(effective.values())
        .contains(
            new EffectiveConfig.Value(
                "databases.orders.url", "app@db1:5432/shop", "tidemark.yaml:3"),
            new EffectiveConfig.Value("databases.orders.holders", "2", "default"),
            new EffectiveConfig.Value("worker.taskQueue", "\"nightly\"", "tidemark.yaml:18"));
    assertThat(effective.values().toString()).doesNotContain("s3cret-word");
    assertThat(
            ConfigLoader.effective(
                    one(Map.of("BACKUP_DIR", "/b", "BACKUP_ENCRYPTION_KEY", "k3y-word")))
                .values())
        .contains(new EffectiveConfig.Value("keys.secret.value", "***", "BACKUP_ENCRYPTION_KEY"));
  }

  @Test
  void aProviderAloneMeansItsStoreAndTheFolderBecomesACopy() throws Exception {
    TidemarkConfig config =
        ConfigLoader.load(
            one(
                Map.of(
                    "CLOUD_STORAGE_PROVIDER", "aws",
                    "AWS_S3_BUCKET", "b",
                    "BACKUP_DIR", "/backups")));
    assertThat(config.databases().values())
        .extracting(DatabaseSettings::stores)
        .containsExactly(List.of("cloud", "local"));
    assertThat(config.stores().get("cloud"))
        .isEqualTo(new S3StoreConfig("cloud", S3Settings.ofBucket("b")));
  }

  @Test
  void falseTurnsTheCloudOff() throws Exception {
    TidemarkConfig config =
        ConfigLoader.load(
            one(
                Map.of(
                    "CLOUD_STORAGE_ENABLED", "false",
                    "CLOUD_STORAGE_PROVIDER", "aws",
                    "AWS_S3_BUCKET", "b",
                    "BACKUP_DIR", "/backups")));
    assertThat(config.stores()).containsOnlyKeys("local");
  }

  @Test
  void azureIsEnteredInThreeWays() throws Exception {
    assertThat(azure(Map.of("AZURE_STORAGE_CONNECTION_STRING", "UseDevelopmentStorage=true")))
        .isEqualTo(new AzureSettings.ConnectionString("UseDevelopmentStorage=true"));
    assertThat(azure(Map.of("AZURE_STORAGE_ACCOUNT", "acme")))
        .isEqualTo(new AzureSettings.Account("acme", Optional.empty()));
    assertThat(azure(Map.of("AZURE_STORAGE_ACCOUNT", "acme", "AZURE_STORAGE_SAS_TOKEN", "sig=x")))
        .isEqualTo(
            new AzureSettings.SharedAccessSignature(
                URI.create("https://acme.blob.core.windows.net"), "sig=x"));
  }

  @Test
  void anEmulatorOfGooglesIsHeard() throws Exception {
    TidemarkConfig config =
        ConfigLoader.load(
            one(
                Map.of(
                    "CLOUD_STORAGE_ENABLED", "true",
                    "GCS_BUCKET", "b",
                    "STORAGE_EMULATOR_HOST", "localhost:9023")));
    assertThat(config.stores().get("cloud"))
        .isInstanceOfSatisfying(
            GcsStoreConfig.class,
            gcs ->
                assertThat(gcs.settings())
                    .extracting(GcsSettings::emulator)
                    .isEqualTo(Optional.of(URI.create("http://localhost:9023"))));
  }

  @Test
  void whatACloudStoreLacksIsTold() {
    assertThat(problems(one(Map.of("CLOUD_STORAGE_PROVIDER", "azure"))))
        .anySatisfy(text -> assertThat(text).startsWith("AZURE_STORAGE_CONTAINER is not set"))
        .anySatisfy(text -> assertThat(text).startsWith("AZURE_STORAGE_ACCOUNT is not set"))
        .hasSize(2);
    assertThat(problems(one(Map.of("CLOUD_STORAGE_PROVIDER", "s3"))))
        .containsExactly("CLOUD_STORAGE_PROVIDER: \"s3\" is not one of azure, aws, gcp");
    assertThat(problems(one(Map.of("CLOUD_STORAGE_ENABLED", "yes", "BACKUP_DIR", "/b"))))
        .containsExactly("CLOUD_STORAGE_ENABLED: \"yes\" is not true or false");
  }

  private AzureSettings.Access azure(Map<String, String> more) throws ConfigException {
    Map<String, String> environment = one(more);
    environment.put("CLOUD_STORAGE_PROVIDER", "azure");
    environment.put("AZURE_STORAGE_CONTAINER", "c");
    StoreConfig store = ConfigLoader.load(environment).stores().get("cloud");
    assertThat(store).isInstanceOf(AzureStoreConfig.class);
    return ((AzureStoreConfig) store).settings().access();
  }

  private static Map<String, String> one(Map<String, String> more) {
    Map<String, String> environment = new TreeMap<>(more);
    environment.put("DATABASE_URL", "postgresql://app@db/orders");
    environment.putIfAbsent("BACKUP_ENCRYPTION_KEY", "correct horse battery staple");
    return environment;
  }

  private Map<String, String> environment(String yaml, Map<String, String> more)
      throws IOException {
    Map<String, String> environment = new TreeMap<>(more);
    environment.put(
        "TIDEMARK_CONFIG", Files.writeString(folder.resolve("tidemark.yaml"), yaml).toString());
    return environment;
  }

  private TidemarkConfig load(String yaml, Map<String, String> more) throws Exception {
    return ConfigLoader.load(environment(yaml, more));
  }

  private List<String> refusal(String yaml, Map<String, String> more) throws IOException {
    return problems(environment(yaml, more));
  }

  private static List<String> problems(Map<String, String> environment) {
    return catchThrowableOfType(ConfigException.class, () -> ConfigLoader.load(environment))
        .problems();
  }
}
