package io.tidemark.promote;

import static java.util.Objects.requireNonNull;

import io.tidemark.load.Connector;
import io.tidemark.load.DatabaseMark;
import io.tidemark.postgres.PostgresException;
import io.tidemark.postgres.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/** Drops the old database of a promotion, after which there is no way back. Safe to repeat. */
public final class Finalization {
  private final Connector maintenance;

  /**
   * @param maintenance sessions to another database, as a role that may drop the old one
   */
  public Finalization(Connector maintenance) {
    this.maintenance = requireNonNull(maintenance, "maintenance is null");
  }

  /**
   * Drops the old database and ends its sessions.
   *
   * @param previousOid the old database
   * @param restoreId whose mark it must carry
   * @return whether it was there
   * @throws PromotionException CONFLICT without that mark; IN_USE while slots, subscriptions or
   *     prepared transactions hang on it, since DROP DATABASE would silently drop a slot
   */
  public boolean dropPrevious(long previousOid, String restoreId)
      throws PromotionException, SQLException {
    try (Connection session = maintenance.open()) {
      SharedCatalog catalog = new SharedCatalog(session);
      Optional<String> name = catalog.name(previousOid);
      if (name.isEmpty()) {
        return false;
      }
      String quoted = Sql.identifier(name.get());
      boolean ours =
          DatabaseMark.parse(catalog.comment(previousOid))
              .filter(mark -> mark.purpose() == DatabaseMark.Purpose.REPLACED)
              .filter(mark -> mark.restoreId().equals(restoreId))
              .isPresent();
      if (!ours) {
        throw new PromotionException(
            PromotionException.Kind.CONFLICT,
            "database " + quoted + " does not carry this restore's mark; it is left alone");
      }
      Attachments attachments = Attachments.of(session, previousOid);
      attachments.refusePrepared(quoted);
      attachments.refuseReplication(quoted);
      try (Statement statement = session.createStatement()) {
        statement.execute("DROP DATABASE IF EXISTS " + quoted + " WITH (FORCE)");
      } catch (SQLException e) {
        throw PostgresException.of("dropping " + quoted, e);
      }
      return true;
    }
  }
}
