package io.tidemark.cli.demo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.temporal.client.WorkflowStub;
import io.tidemark.api.backup.BackupRequest;
import io.tidemark.api.backup.BackupResult;
import io.tidemark.api.restore.RestoreRequest;
import io.tidemark.api.restore.RestoreResult;
import io.tidemark.archive.BackupRepository;
import io.tidemark.archive.Manifest;
import io.tidemark.cli.outcome.CommandException;
import io.tidemark.cli.report.ContentsReport;
import io.tidemark.cli.report.WorkflowKind;
import io.tidemark.cli.temporal.Watch;
import io.tidemark.cli.terminal.Json;
import io.tidemark.cli.terminal.ProgressView;
import io.tidemark.cli.terminal.Terminal;
import io.tidemark.cli.terminal.Words;
import io.tidemark.postgres.ServerFacts;
import io.tidemark.provision.ScratchPostgres;
import io.tidemark.worker.Wiring;
import io.tidemark.worker.config.TidemarkConfig;
import java.sql.Connection;
import java.util.List;

/** The story: a shop is filled, backed up, wrecked, restored, and proven to be what it was. */
public final class Demo {
  private final DemoSite site;
  private final Terminal terminal;
  private final boolean json;
  private final Story story;

  Demo(DemoSite site, Terminal terminal, boolean json) {
    this.site = site;
    this.terminal = terminal;
    this.json = json;
    this.story = new Story(terminal, json);
  }

  /**
   * Tells the story from start to end.
   *
   * @return whether the restored database is what it was
   */
  boolean run() throws Exception {
    ScratchPostgres postgres =
        story.step(
            "postgresql",
            "PostgreSQL",
            site::startPostgres,
            server ->
                server.installation().version()
                    + " from "
                    + server.installation().binFolder()
                    + ", a throw-away server");
    DemoTemporal temporal =
        story.step("temporal", "Temporal", site::startTemporal, DemoTemporal::description);
    long bytes =
        story.step(
            "shop",
            "a sample shop",
            () -> fill(postgres),
            size -> Words.bytes(size) + " of customers, orders, pictures and events");
    TidemarkConfig config = site.configure(postgres);
    story.say("  made up a key for this demo; yours is BACKUP_ENCRYPTION_KEY, kept by you");
    Proof before =
        story.step(
            "before",
            "fingerprint",
            () -> proof(config, postgres),
            proof -> "of every row of " + proof.rows().size() + " tables, and of the schema");
    site.startWorker(config, temporal);

    BackupResult backup =
        story.step(
            "backup",
            "back up",
            () -> run(temporal, WorkflowKind.BACKUP, BackupRequest.of(DemoSite.DATABASE)),
            Demo::describe);
    show(config, backup);

    story.step("wreck", "a bad day", () -> wreck(postgres), text -> text);
    List<String> broken = before.differencesTo(proof(config, postgres));
    story.say("  now different: " + String.join(", ", broken));

    RestoreResult restore =
        story.step(
            "restore",
            "restore",
            () -> run(temporal, WorkflowKind.RESTORE, restoreRequest()),
            Demo::describe);
    List<String> differences =
        story.step(
            "proof",
            "proof",
            () -> before.differencesTo(proof(config, postgres)),
            found ->
                found.isEmpty()
                    ? "every row and the whole schema are what they were"
                    : "NOT what it was: " + String.join(", ", found));
    finish(temporal, backup, restore, bytes, differences);
    return differences.isEmpty();
  }

  private long fill(ScratchPostgres postgres) throws Exception {
    site.fill(postgres);
    try (Connection session = site.sessions().open(DemoSite.shop(postgres), "tidemark demo")) {
      return ServerFacts.read(session).sizeBytes();
    }
  }

  private Proof proof(TidemarkConfig config, ScratchPostgres postgres) throws Exception {
    return Proof.of(site.sessions(), DemoSite.tools(config), DemoSite.shop(postgres));
  }

  private String wreck(ScratchPostgres postgres) throws Exception {
    try (Connection session = site.sessions().open(DemoSite.shop(postgres), "somebody's script")) {
      SampleShop.wreck(session);
    }
    return "DELETE without a thought, UPDATE without WHERE, DROP TABLE … CASCADE, TRUNCATE";
  }

  /** Through Temporal, as any client would. */
  private <R> R run(DemoTemporal temporal, WorkflowKind<R> kind, Object request)
      throws CommandException, InterruptedException {
    String id = "tidemark-" + kind.word() + "-demo";
    WorkflowStub workflow =
        temporal
            .session()
            .newWorkflow(
                kind.type(), id, "Demo: " + kind.word() + " the sample shop", "tidemark demo");
    workflow.start(request);
    try (ProgressView view =
        ProgressView.on(terminal, kind.word(), json || !terminal.canRedraw())) {
      return new Watch(temporal.session(), view, unused -> {})
          .await(workflow, id, kind.result(), kind.progress(), kind.settled());
    }
  }

  private void show(TidemarkConfig config, BackupResult backup) throws Exception {
    try (Wiring wiring = new Wiring(config)) {
      BackupRepository repository = wiring.repository(backup.store());
      Manifest manifest = repository.find(DemoSite.DATABASE, backup.backupId()).orElseThrow();
      if (!json) {
        story.say("");
        new ContentsReport(terminal)
            .print(backup.store(), manifest, repository.open(manifest, wiring.keys()));
        story.say("");
      }
    }
  }

  private void finish(
      DemoTemporal temporal,
      BackupResult backup,
      RestoreResult restore,
      long bytes,
      List<String> differences) {
    if (json) {
      ObjectNode object =
          Json.object().put("same", differences.isEmpty()).put("databaseBytes", bytes);
      object.set("seconds", Json.node(story.seconds()));
      object.set("differences", Json.node(differences));
      object.set("backup", Json.node(backup));
      object.set("restore", Json.node(restore));
      terminal.out().println(Json.line(object));
      return;
    }
    double all = story.seconds().values().stream().mapToDouble(Double::doubleValue).sum();
    story.say("");
    story.say("  in all    " + Words.seconds(all));
    story.say("  backups   " + site.store());
    temporal.webUi().ifPresent(address -> story.say("  workflows " + address));
    story.say("  next      the same with a database of your own: README.md");
  }

  private static RestoreRequest restoreRequest() {
    return new RestoreRequest(
        DemoSite.DATABASE, "latest", null, null, null, null, null, null, true, false, false);
  }

  private static String describe(BackupResult backup) {
    return Words.count(backup.rows(), "row")
        + " in "
        + Words.count(backup.parts(), "part")
        + ", "
        + Words.bytes(backup.rawBytes())
        + " dumped, "
        + Words.bytes(backup.storedBytes())
        + " stored, encrypted";
  }

  private static String describe(RestoreResult restore) {
    return "loaded beside the live database, checked, renamed in "
        + restore.refusedMillis()
        + " ms; the wreck is kept as "
        + restore.previous();
  }

  /**
   * Runs the demo and cleans up behind it.
   *
   * @param keep leave everything running until a signal comes
   * @return whether the restored database is what it was
   */
  public static boolean run(Terminal terminal, boolean json, boolean keep) throws Exception {
    DemoSite site = new DemoSite();
    Thread hook = new Thread(site::close, "cleaning up");
    Runtime.getRuntime().addShutdownHook(hook);
    try (site) {
      boolean same = new Demo(site, terminal, json).run();
      if (keep) {
        terminal.err().println("Everything is left running; Ctrl-C ends it and cleans up.");
        new java.util.concurrent.CountDownLatch(1).await();
      }
      return same;
    }
  }
}
