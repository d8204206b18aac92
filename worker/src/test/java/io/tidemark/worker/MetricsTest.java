package io.tidemark.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import io.tidemark.api.backup.BackupRequest;
import io.tidemark.api.backup.BackupResult;
import io.tidemark.api.backup.BackupWorkflow;
import io.tidemark.api.verify.VerifyWorkflow;
import io.tidemark.testkit.TestDatabase;
import io.tidemark.testkit.TestServers;
import io.tidemark.worker.config.ConfigLoader;
import io.tidemark.worker.config.HttpConfig;
import io.tidemark.worker.config.TidemarkConfig;
import io.tidemark.worker.http.OperationsServer;
import io.tidemark.worker.telemetry.Telemetry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a real worker tells after a real backup. */
final class MetricsTest {
  private static final Path GOLDEN = Path.of("src/test/resources/metrics.txt");
  private static final Path DEPLOY = Path.of("..", "deploy");
  private static final Pattern OURS = Pattern.compile("tidemark_[a-z_]+");
  private static final Pattern LABEL = Pattern.compile("([a-z_]+)=\"");
  private static final Set<String> LABELS = Set.of("database", "store", "step", "job", "outcome");

  @TempDir Path folder;

  @Test
  void aWorkerTellsOfItsBackups() throws Exception {
    String queue = "test-" + UUID.randomUUID();
    try (TestDatabase database = TestServers.database(15);
        Telemetry telemetry = new Telemetry();
        OperationsServer http =
            OperationsServer.bind(new HttpConfig("127.0.0.1", Optional.of(0)))) {
      database.execute(
          "CREATE TABLE t AS SELECT g, repeat('x', 500) FROM generate_series(1,999) g");
      TidemarkConfig config =
          ConfigLoader.load(Site.environment(database, folder.resolve("store"), queue));
      WorkflowServiceStubs stubs = stubs(telemetry);
      try (WorkerProcess worker =
          WorkerProcess.start(config, WorkflowClient.newInstance(stubs), telemetry.registry())) {
        http.serve(telemetry::scrape, worker.readiness());
        assertThat(get(http, "/health/ready")).contains("\"ready\":true", "store ");

        Instant before = Instant.now();
        BackupResult backup = backup(queue, database.name());
        verify(queue, database.name());

        String job =
            "tidemark_job_last_timestamp_seconds{database=\"%s\",job=\"backup\",outcome=\"succeeded\"}"
                .formatted(database.name());
        String store = config.stores().keySet().iterator().next();
        String of = "{database=\"%s\",store=\"%s\"}".formatted(database.name(), store);
        Waiting.until(
            "the store was looked at",
            Duration.ofSeconds(20),
            () -> value(telemetry.scrape(), "tidemark_backup_damaged" + of).isPresent());
        String text = get(http, "/metrics");
        assertThat(value(text, job).orElseThrow()).isGreaterThanOrEqualTo(seconds(before));
        assertThat(value(text, "tidemark_backup_stored_bytes" + of))
            .hasValue((double) backup.storedBytes());
        assertThat(value(text, "tidemark_backup_raw_bytes" + of))
            .hasValue((double) backup.rawBytes());
        assertThat(value(text, "tidemark_store_bytes" + of))
            .hasValue((double) backup.storedBytes());
        assertThat(value(text, "tidemark_backup_last_success_timestamp_seconds" + of))
            .hasValue(Instant.parse(backup.snapshotAt()).toEpochMilli() / 1e3);
        assertThat(value(text, "tidemark_backup_age_seconds" + of).orElseThrow())
            .isBetween(0.0, 600.0);
        assertThat(value(text, "tidemark_backup_damaged" + of)).hasValue(0.0);
        assertThat(value(text, "tidemark_backup_verified_timestamp_seconds" + of).orElseThrow())
            .isGreaterThanOrEqualTo(seconds(before) - 2);
        assertThat(text).contains("jvm_memory_used_bytes", "process_files_open_files");

        assertThat(types(text)).containsExactlyElementsOf(Files.readAllLines(GOLDEN));
        assertThat(labels(text)).isSubsetOf(LABELS);
        Waiting.until(
            "Temporal's SDK has reported",
            Duration.ofSeconds(20),
            () -> telemetry.scrape().contains("temporal_activity_execution_latency"));
      }
      assertThat(get(http, "/health/ready")).contains("\"ready\":false", "stopping");
      stubs.shutdownNow();
    }
  }

  @Test
  void rulesAndDashboardKnowOnlyMetricsThatExist() throws IOException {
    List<String> golden =
        Files.readAllLines(GOLDEN).stream()
            .map(line -> line.substring(0, line.indexOf(' ')))
            .toList();
    Set<String> known = new TreeSet<>(golden);
    for (String name : golden) {
      known.addAll(Set.of(name + "_sum", name + "_count"));
    }
    assertThat(named(DEPLOY.resolve("prometheus-alerts.yaml"))).isNotEmpty().isSubsetOf(known);
    assertThat(named(DEPLOY.resolve("grafana-dashboard.json"))).isNotEmpty().isSubsetOf(known);
    assertThat(named(Path.of("..", "docs", "metrics.md"))).containsAll(golden).isSubsetOf(known);
  }

  private static WorkflowServiceStubs stubs(Telemetry telemetry) {
    String target =
        TemporalServer.shared().client().getWorkflowServiceStubs().getOptions().getTarget();
    return WorkflowServiceStubs.newServiceStubs(
        WorkflowServiceStubsOptions.newBuilder()
            .setTarget(target)
            .setMetricsScope(telemetry.scope())
            .build());
  }

  private static BackupResult backup(String queue, String database) {
    BackupWorkflow workflow =
        TemporalServer.shared()
            .client()
            .newWorkflowStub(
                BackupWorkflow.class,
                WorkflowOptions.newBuilder()
                    .setTaskQueue(queue)
                    .setWorkflowId("metrics-" + UUID.randomUUID())
                    .build());
    return workflow.backup(BackupRequest.of(database));
  }

  private static void verify(String queue, String database) {
    VerifyWorkflow workflow =
        TemporalServer.shared()
            .client()
            .newWorkflowStub(
                VerifyWorkflow.class,
                WorkflowOptions.newBuilder()
                    .setTaskQueue(queue)
                    .setWorkflowId("metrics-" + UUID.randomUUID())
                    .build());
    workflow.verify(Map.of("database", database));
  }

  private static Optional<Double> value(String text, String series) {
    return text.lines()
        .filter(line -> line.startsWith(series + " "))
        .map(line -> Double.valueOf(line.substring(series.length() + 1)))
        .findFirst();
  }

  private static List<String> types(String text) {
    return text.lines()
        .filter(line -> line.startsWith("# TYPE tidemark_"))
        .map(line -> line.substring("# TYPE ".length()))
        .sorted()
        .toList();
  }

  private static Set<String> labels(String text) {
    Set<String> labels = new TreeSet<>();
    for (String line : text.lines().filter(each -> each.startsWith("tidemark_")).toList()) {
      Matcher matcher = LABEL.matcher(line);
      while (matcher.find()) {
        labels.add(matcher.group(1));
      }
    }
    return labels;
  }

  private static Set<String> named(Path file) throws IOException {
    Set<String> names = new TreeSet<>();
    Matcher matcher = OURS.matcher(Files.readString(file));
    while (matcher.find()) {
      names.add(matcher.group());
    }
    return names;
  }

  private static double seconds(Instant instant) {
    return instant.toEpochMilli() / 1e3;
  }

  private static String get(OperationsServer server, String path) throws Exception {
    URI uri = server.address().resolve(path);
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
        .body();
  }
}
