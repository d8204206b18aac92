package io.tidemark.dump;

import io.tidemark.api.StoredObject;
import io.tidemark.keys.BackupKey;
import io.tidemark.keys.KeyDerivation;
import io.tidemark.keys.MasterSecret;
import io.tidemark.pipeline.Compression;
import io.tidemark.pipeline.Dumped;
import io.tidemark.pipeline.ObjectReader;
import io.tidemark.pipeline.PartSource;
import io.tidemark.pipeline.Pipeline;
import io.tidemark.pipeline.PipelineProgress;
import io.tidemark.plan.BackupPlan;
import io.tidemark.plan.Cutter;
import io.tidemark.plan.Exclusions;
import io.tidemark.plan.PlannedPart;
import io.tidemark.plan.Planner;
import io.tidemark.plan.TableCatalog;
import io.tidemark.postgres.PgCommand;
import io.tidemark.postgres.PgExit;
import io.tidemark.postgres.PgProcess;
import io.tidemark.postgres.PgProgram;
import io.tidemark.postgres.Sessions;
import io.tidemark.snapshot.HoldRequest;
import io.tidemark.snapshot.OnDdl;
import io.tidemark.snapshot.PartSession;
import io.tidemark.snapshot.SessionName;
import io.tidemark.snapshot.SnapshotHolder;
import io.tidemark.snapshot.SnapshotImport;
import io.tidemark.store.ObjectKey;
import io.tidemark.store.memory.MemoryStore;
import io.tidemark.testkit.TestDatabase;
import io.tidemark.testkit.TestPrograms;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A backup by hand, without Temporal: holds, plans, dumps through the pipeline, loads by psql. */
final class BackupRig implements AutoCloseable {
  private final TestDatabase source;
  private final SnapshotHolder holder;
  private final MemoryStore store = new MemoryStore();
  private final BackupKey key =
      BackupKey.derive(MasterSecret.parse("a passphrase for tests"), KeyDerivation.random());
  private final Map<Integer, StoredObject> stored = new TreeMap<>();
  private final Map<Integer, Dumped> dumped = new TreeMap<>();

  BackupRig(TestDatabase source) throws Exception {
    this.source = source;
    this.holder =
        SnapshotHolder.open(
            new Sessions(),
            source.target(),
            new HoldRequest(
                new SessionName("rig", "holder-1", 1),
                1,
                1,
                "t",
                List.of(),
                OnDdl.FAIL,
                Duration.ofSeconds(5),
                3));
  }

  int major() {
    return source.server().installation().major();
  }

  PgProgram program(String name) {
    return TestPrograms.find(name, major());
  }

  PartSession.Access access(String part) {
    return access(part, 1);
  }

  PartSession.Access access(String part, int attempt) {
    return new PartSession.Access(
        new Sessions(),
        source.target(),
        new SessionName("rig", part, attempt),
        List.of(holder.held()),
        OnDdl.FAIL,
        Duration.ofSeconds(2));
  }

  BackupPlan plan(long partBytes) throws Exception {
    try (Connection session =
        SnapshotImport.open(
                new Sessions(), source.target(), List.of(holder.held()), "tidemark/rig/plan#1")
            .session()) {
      return new Planner(
              new Cutter(partBytes, 1_000),
              Exclusions.of(program("pg_dump").version().major(), encoding()))
          .plan(TableCatalog.read(session));
    }
  }

  String encoding() {
    return String.valueOf(source.query("SHOW server_encoding"));
  }

  PartSource sourceOf(BackupPlan plan, PlannedPart part) {
    PartSession.Access access = access(part.kind().word() + "-" + part.index());
    if (part instanceof PlannedPart.Rows rows) {
      return new RowsSource(access, plan, rows);
    }
    if (part instanceof PlannedPart.Schema) {
      return new SchemaSource(program("pg_dump"), access);
    }
    if (part instanceof PlannedPart.Archive) {
      return new DataSource(program("pg_dump"), program("pg_restore"), access, plan, encoding());
    }
    return new GlobalsSource(program("pg_dumpall"), new Sessions(), source.target(), access.name());
  }

  /** Dumps every part through the real pipeline. */
  Map<Integer, Dumped> dump(BackupPlan plan) throws Exception {
    for (PlannedPart part : plan.parts()) {
      var outcome =
          new Pipeline()
              .run(
                  sourceOf(plan, part),
                  store,
                  ObjectKey.of("parts", String.valueOf(part.index())),
                  key,
                  Compression.ZSTD,
                  new PipelineProgress());
      stored.put(part.index(), outcome.object());
      dumped.put(part.index(), outcome.dumped());
    }
    return dumped;
  }

  /** The bytes of a part without the pipeline. */
  static byte[] bytes(PartSource source) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    source.writeTo(out, new PipelineProgress());
    return out.toByteArray();
  }

  InputStream read(PlannedPart part) throws IOException {
    StoredObject object = stored.get(part.index());
    if (object == null) {
      throw new IOException("not dumped: " + part.label());
    }
    return new ObjectReader().open(store, object, key);
  }

  /** Loads as restore-by-hand does: pg_restore for archives, psql for rows. */
  void load(BackupPlan plan, TestDatabase into) throws Exception {
    loadSchema(plan, into, "pre-data");
    for (PlannedPart part : plan.parts()) {
      if (part instanceof PlannedPart.Archive) {
        run(into, "pg_restore", List.of("--exit-on-error"), part);
      } else if (part instanceof PlannedPart.Rows) {
        run(
            into,
            "psql",
            List.of("--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1", "--single-transaction"),
            part);
      }
    }
    loadSchema(plan, into, "post-data");
  }

  private void loadSchema(BackupPlan plan, TestDatabase into, String section) throws Exception {
    for (PlannedPart part : plan.parts()) {
      if (part instanceof PlannedPart.Schema) {
        run(into, "pg_restore", List.of("--exit-on-error", "--section=" + section), part);
      }
    }
  }

  private void run(TestDatabase into, String tool, List<String> arguments, PlannedPart part)
      throws Exception {
    try (PgProcess process =
            PgProcess.start(
                PgCommand.connected(program(tool), arguments, into.target(), "tidemark load"));
        InputStream in = read(part)) {
      Thread drain = new Thread(() -> drain(process.stdout()));
      drain.start();
      try (OutputStream pipe = process.stdin()) {
        in.transferTo(pipe);
      } catch (IOException broken) {
        // The exit status says more.
      }
      drain.join();
      PgExit exit = process.waitFor();
      if (exit.status() != 0) {
        throw new AssertionError(tool + " of " + part.label() + ": " + exit.stderrTail());
      }
    }
  }

  private static void drain(InputStream in) {
    try {
      in.transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      // The program has ended.
    }
  }

  static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** Lets the snapshot go, as a dead holder would. */
  void letGo() {
    holder.close();
  }

  @Override
  public void close() {
    holder.close();
  }
}
