package io.tidemark.report;

import io.tidemark.postgres.Sql;
import io.tidemark.report.capture.Captures;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Standbys and how far behind they are, slots and the WAL they hold, the archiver, subscriptions.
 */
final class ReplicationReport implements Report {
  private static final double LATE = 30;
  private static final double VERY_LATE = 300;
  private static final double SILENT = 60;
  private static final double MUCH_WAL = 1L << 30;

  @Override
  public ReportName name() {
    return ReportName.REPLICATION;
  }

  @Override
  public Section take(ReportSession session, Captures captures) throws SQLException {
    Row standby = session.one(SqlFile.read("replication-standby"));
    Row primary = session.one(SqlFile.read("replication-primary"));
    List<Row> slots = session.file("replication-slots");
    List<Row> subscriptions = session.file("replication-subscriptions");
    List<Row> standbys = new ArrayList<>();
    for (Row row : session.file("replication-standbys")) {
      standbys.add(row.with("lag_seconds", honestSeconds(row)));
    }
    Section.Builder section =
        new Section.Builder(name())
            .figure(
                "role",
                "This server is",
                Unit.TEXT,
                standby.flag("standby") ? "a standby" : "a primary")
            .figure("standbys", "Standbys", Unit.COUNT, standbys.size())
            .figure("slots", "Slots", Unit.COUNT, slots.size())
            .figure(
                "retained",
                "WAL held by slots",
                Unit.BYTES,
                slots.stream().mapToDouble(row -> row.number("retained")).max().orElse(0))
            .table("standbys", "Standbys", STANDBYS, standbys)
            .table("slots", "Slots", SLOTS, slots)
            .table("subscriptions", "Subscriptions", SUBSCRIPTIONS, subscriptions);
    if (standby.flag("standby")) {
      asStandby(standby, section);
    } else {
      captures.counter("wal", primary.number("position"));
    }
    if (!session.seesAllStatistics()) {
      section.finding(
          Finding.unknown(
              "replication.hidden",
              "pg_stat_replication",
              "How far standbys are cannot be seen",
              "GRANT pg_monitor to this role."));
    }
    standbys.forEach(row -> lag(row, section));
    slots.forEach(row -> slot(row, primary, section));
    archiver(primary, section);
    for (Row row : subscriptions) {
      if (!row.flag("running")) {
        section.finding(
            Finding.of(
                Severity.WARNING,
                "replication.subscription",
                row.text("subscription"),
                "A subscription does not run",
                "no worker is at work for it",
                "The server's log says why; its slot on the publisher holds WAL meanwhile."));
      }
    }
    return section.build();
  }

  private static final List<Column> STANDBYS =
      List.of(
          Column.text("standby", "Standby"),
          Column.text("address", "Address"),
          Column.text("state", "State"),
          Column.text("sync_state", "Synchronous"),
          Column.bytes("unsent", "Not sent"),
          Column.bytes("lag_bytes", "Not replayed"),
          Column.seconds("lag_seconds", "Behind"));

  private static final List<Column> SLOTS =
      List.of(
          Column.text("slot", "Slot"),
          Column.text("type", "Type"),
          Column.text("database", "Database"),
          Column.text("active", "Active"),
          Column.text("wal_status", "WAL"),
          Column.bytes("retained", "Holds"),
          Column.bytes("safe_bytes", "Room left"),
          Column.time("inactive_since", "Inactive since"));

  private static final List<Column> SUBSCRIPTIONS =
      List.of(
          Column.text("subscription", "Subscription"),
          Column.text("running", "Running"),
          Column.seconds("since_last_message", "Last message"));

  /** Nothing left to replay is no lag, however long nobody wrote; else what the standby reports. */
  private static @Nullable Double honestSeconds(Row standby) {
    if (!standby.has("lag_bytes")) {
      return null;
    }
    if (standby.number("lag_bytes") <= 0) {
      return 0.0;
    }
    return standby.has("replay_lag") ? (Double) standby.number("replay_lag") : null;
  }

  private static void asStandby(Row standby, Section.Builder section) {
    boolean streaming = standby.text("receiver").equals("streaming");
    boolean caughtUp = streaming && standby.has("unreplayed") && standby.number("unreplayed") <= 0;
    section.figure(
        "lagSeconds",
        "Behind",
        Unit.SECONDS,
        caughtUp ? (Double) 0.0 : streaming ? standby.get("since_last_commit") : null);
    if (standby.flag("paused")) {
      section.finding(
          Finding.of(
                  Severity.WARNING,
                  "replication.paused",
                  "this standby",
                  "Replay is paused",
                  "what arrives is kept and not applied",
                  "")
              .with(
                  new Remedy(
                      "SELECT pg_wal_replay_resume();", "none", "SELECT pg_wal_replay_pause();")));
    }
    if (!streaming) {
      section.finding(
          Finding.of(
              Severity.UNKNOWN,
              "replication.receiver",
              "this standby",
              "Nothing streams to this standby, so its lag is not known",
              "the last commit it replayed is "
                  + Unit.SECONDS.format(standby.get("since_last_commit"))
                  + " old; equal positions mean nothing without a sender",
              "It may replay from an archive. Otherwise see primary_conninfo and the server's"
                  + " log."));
    } else if (standby.number("since_last_message") > SILENT) {
      section.finding(
          Finding.of(
              Severity.WARNING,
              "replication.silent",
              "this standby",
              "The primary has been silent",
              "for " + Unit.SECONDS.format(standby.get("since_last_message")),
              "See whether the primary is up and the network lets it through."));
    }
  }

  private static void lag(Row standby, Section.Builder section) {
    Object seconds = standby.get("lag_seconds");
    String evidence =
        Unit.SECONDS.format(seconds)
            + ", "
            + Unit.BYTES.format(standby.get("lag_bytes"))
            + " not replayed, state "
            + standby.text("state");
    if (seconds == null) {
      section.finding(
          Finding.of(
              Severity.UNKNOWN,
              "replication.lag",
              standby.text("standby"),
              "How late this standby is cannot be seen",
              evidence,
              "It has not reported a replay time yet."));
    } else if (((Double) seconds) >= LATE) {
      section.finding(
          Finding.of(
              ((Double) seconds) >= VERY_LATE ? Severity.CRITICAL : Severity.WARNING,
              "replication.lag",
              standby.text("standby"),
              "A standby is behind",
              evidence,
              "Much not sent: the network. Sent and not replayed: a long query there, or its"
                  + " disk."));
    }
  }

  private static void slot(Row slot, Row primary, Section.Builder section) {
    String name = slot.text("slot");
    String held = "holds " + Unit.BYTES.format(slot.get("retained")) + " of WAL";
    if (slot.text("wal_status").equals("lost") || slot.has("invalidation_reason")) {
      section.finding(
          Finding.of(
              Severity.CRITICAL,
              "replication.slot-lost",
              name,
              "A slot has lost WAL that its consumer needs",
              "wal_status " + slot.text("wal_status") + " " + slot.text("invalidation_reason"),
              "Its consumer must be set up anew."));
    } else if (!slot.flag("active") || slot.text("wal_status").equals("unreserved")) {
      boolean dangerous =
          slot.number("retained") >= MUCH_WAL || slot.text("wal_status").equals("unreserved");
      section.finding(
          Finding.of(
                  dangerous ? Severity.WARNING : Severity.INFO,
                  "replication.slot-inactive",
                  name,
                  "Nobody reads from a slot",
                  held
                      + (primary.text("max_slot_wal_keep_size").equals("-1")
                          ? "; max_slot_wal_keep_size is -1, so it may fill the disk"
                          : ""),
                  "Bring its consumer back. Drop it only when that is gone for good: it would have"
                      + " to be set up anew.")
              .with(
                  Remedy.of(
                      "SELECT pg_drop_replication_slot(" + Sql.literal(name) + ");",
                      "its consumer can never go on from where it was")));
    }
  }

  private static void archiver(Row primary, Section.Builder section) {
    if (primary.flag("archiver_fails")) {
      section.finding(
          Finding.of(
              Severity.CRITICAL,
              "replication.archiver",
              "archiver",
              "WAL cannot be archived",
              primary.count("failed_count")
                  + " failures, the last for "
                  + primary.text("last_failed_wal"),
              "The server's log has archive_command's message; pg_wal grows until it works"
                  + " again."));
    }
  }
}
