package io.tidemark.archive;

import io.tidemark.api.StoredObject;
import io.tidemark.api.backup.PartKind;
import io.tidemark.census.DatabaseProperties;
import io.tidemark.census.ObjectCensus;
import io.tidemark.census.SequenceState;
import io.tidemark.keys.BackupKey;
import io.tidemark.pipeline.Compression;
import io.tidemark.pipeline.Dumped;
import io.tidemark.pipeline.PartOutcome;
import io.tidemark.pipeline.Pipeline;
import io.tidemark.pipeline.PipelineProgress;
import io.tidemark.pipeline.TableRows;
import io.tidemark.pipeline.TestKeys;
import io.tidemark.store.BackupStore;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A backup of a database of four parts, one of each kind, small enough to damage in every place.
 */
public final class SmallBackup {

  static final String DATABASE = "shop";
  static final Instant STARTED = Instant.parse("2026-11-23T18:14:58Z");
  public static final Instant TAKEN = Instant.parse("2026-11-23T18:15:00.123456Z");
  static final Instant SEALED = Instant.parse("2026-11-23T18:15:09.5Z");
  static final Clock CLOCK = Clock.fixed(SEALED, ZoneOffset.UTC);

  /** What the parts hold, by index. */
  static final List<String> STREAMS =
      List.of(
          "CREATE ROLE shop;\n",
          "CREATE TABLE public.orders (id bigint, note text);\n",
          "",
          "COPY \"public\".\"orders\" (\"id\", \"note\") FROM stdin;\n1\tgrüße\n2\t\\N\n\\.\n");

  private static final List<PartKind> KINDS =
      List.of(PartKind.GLOBALS, PartKind.SCHEMA, PartKind.DATA, PartKind.ROWS);
  private static final List<Compression> COMPRESSIONS =
      List.of(Compression.ZSTD, Compression.GZIP, Compression.ZSTD, Compression.NONE);
  private static final RecordedSnapshot SNAPSHOT =
      new RecordedSnapshot("742:742:", TAKEN, "0/3A1B2C8", "2026-11-01 00:00:00.000001+00", 1);

  private SmallBackup() {}

  /** Makes the whole backup as the activities do: parts, receipts, plan, contents, manifest. */
  static Manifest seal(BackupStore store, String backupId, BackupKey key) throws Exception {
    return seal(store, new BackupLocation(DATABASE, backupId), key, TAKEN);
  }

  public static Manifest seal(
      BackupStore store, BackupLocation location, BackupKey key, Instant takenAt) throws Exception {
    BackupRepository repository = new BackupRepository(store, CLOCK);
    repository.writePlan(location, "{}".getBytes(StandardCharsets.UTF_8), key);
    List<Receipt> receipts = new ArrayList<>();
    for (int i = 0; i < STREAMS.size(); i++) {
      StoredObject receipt = repository.writeReceipt(location, part(store, location, i, key), key);
      receipts.add(repository.readReceipt(location, i, receipt, key));
    }
    RecordedSnapshot snapshot =
        new RecordedSnapshot(
            SNAPSHOT.text(),
            takenAt,
            SNAPSHOT.lsn(),
            SNAPSHOT.postmasterStart(),
            SNAPSHOT.generation());
    List<RecordedPart> parts = AcceptedReceipts.parts(location, snapshot, STREAMS.size(), receipts);
    return repository.seal(
        contents(location, snapshot, parts),
        new SealTerms(STARTED, false, Map.of("ticket", "OPS-7")),
        key);
  }

  /** Uploads one part and describes it. */
  public static Receipt part(BackupStore store, BackupLocation location, int index, BackupKey key)
      throws Exception {
    byte[] stream = STREAMS.get(index).getBytes(StandardCharsets.UTF_8);
    PartKind kind = KINDS.get(index);
    boolean rows = kind == PartKind.ROWS;
    PartOutcome outcome =
        new Pipeline()
            .run(
                (out, progress) -> {
                  out.write(stream);
                  return new Dumped(rows ? 2 : -1, List.of());
                },
                store,
                location.newPart(index, kind),
                key,
                COMPRESSIONS.get(index),
                new PipelineProgress());
    return new Receipt(
        location.backupId(),
        index,
        kind,
        kind == PartKind.GLOBALS ? 0 : SNAPSHOT.generation(),
        kind == PartKind.GLOBALS ? "" : SNAPSHOT.text(),
        outcome.object(),
        outcome.rawBytes(),
        outcome.compressedBytes(),
        outcome.dumped().rows(),
        rows
            ? List.of(
                new TablePiece("public", "orders", List.of("id", "note"), null, 2, null, null))
            : List.of(),
        outcome.steps(),
        List.of());
  }

  static Contents contents(
      BackupLocation location, RecordedSnapshot snapshot, List<RecordedPart> parts) {
    return new Contents(
        ManifestHeader.FORMAT_VERSION,
        location.backupId(),
        location.database(),
        new RecordedServer("17.10", 170010, "7431234567890123456", false),
        snapshot,
        new DatabaseProperties(
            "shop",
            "UTF8",
            "libc",
            "C.UTF-8",
            "C.UTF-8",
            null,
            null,
            null,
            "shop",
            "pg_default",
            -1,
            true,
            false,
            true,
            List.of(),
            List.of(new DatabaseProperties.Setting("", "statement_timeout", "9s")),
            null),
        Map.of("pg_dump", "17.10", "tidemark", "0.1.0"),
        List.of("shop"),
        parts,
        List.of(new TableRows("public", "orders", 2)),
        new ObjectCensus(
            new TreeMap<>(Map.of("relation r", 1L)),
            new TreeMap<>(Map.of("plpgsql", "1.0")),
            List.of(new SequenceState("\"public\".\"orders_id_seq\"", 2, true, 1)),
            new TreeMap<>()),
        List.of());
  }

  /** The key that {@link #seal} is mostly called with. */
  public static BackupKey key() {
    return TestKeys.KEY;
  }
}
