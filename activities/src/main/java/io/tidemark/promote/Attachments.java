package io.tidemark.promote;

import io.tidemark.api.restore.Finding;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * What hangs on a database by its OID and would stay behind, or be lost, when its name goes to
 * another one.
 *
 * @param preparedTransactions their global ids
 * @param slots logical replication slots
 * @param subscriptions of the database
 */
record Attachments(
    List<String> preparedTransactions, List<String> slots, List<String> subscriptions) {
  Attachments {
    preparedTransactions = List.copyOf(preparedTransactions);
    slots = List.copyOf(slots);
    subscriptions = List.copyOf(subscriptions);
  }

  static Attachments of(Connection session, long oid) throws SQLException {
    return new Attachments(
        texts(
            session,
            "SELECT p.gid FROM pg_catalog.pg_prepared_xacts p"
                + " JOIN pg_catalog.pg_database d ON d.datname = p.database WHERE d.oid = ?",
            oid),
        texts(
            session, "SELECT slot_name FROM pg_catalog.pg_replication_slots WHERE datoid = ?", oid),
        texts(session, "SELECT subname FROM pg_catalog.pg_subscription WHERE subdbid = ?", oid));
  }

  /** Whether the server itself would refuse the rename. */
  void refusePrepared(String database) throws PromotionException {
    if (!preparedTransactions.isEmpty()) {
      throw new PromotionException(
          PromotionException.Kind.IN_USE,
          "prepared transactions hold database "
              + database
              + ": "
              + preparedTransactions
              + "; commit or roll them back first");
    }
  }

  /** Refuses when replication depends on the database. */
  void refuseReplication(String database) throws PromotionException {
    if (!slots.isEmpty() || !subscriptions.isEmpty()) {
      throw new PromotionException(
          PromotionException.Kind.IN_USE,
          "logical replication depends on database "
              + database
              + " and does not follow its name: slots "
              + slots
              + ", subscriptions "
              + subscriptions
              + "; drop or move them first");
    }
  }

  /** What the new database under the name will not have. */
  List<Finding> staysBehind(String database) {
    List<Finding> findings = new ArrayList<>();
    slots.forEach(slot -> findings.add(staysBehind(database, "slot", slot)));
    subscriptions.forEach(name -> findings.add(staysBehind(database, "subscription", name)));
    return findings;
  }

  private static Finding staysBehind(String database, String what, String name) {
    return new Finding(
        Finding.Severity.WARNING,
        "replication",
        database,
        name,
        "",
        what + " " + name + " stays with the old database");
  }

  private static List<String> texts(Connection session, String sql, long oid) throws SQLException {
    List<String> texts = new ArrayList<>();
    try (PreparedStatement query = session.prepareStatement(sql)) {
      query.setLong(1, oid);
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          texts.add(rows.getString(1));
        }
      }
    }
    return texts;
  }
}
