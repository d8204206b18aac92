package io.tidemark.promote;

import static java.util.Objects.requireNonNull;

import io.tidemark.load.Connector;
import io.tidemark.load.DatabaseMark;
import io.tidemark.postgres.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * Takes a promotion back: the old database gets its name and its comment again, and the restored
 * one goes aside under the restore's mark. Safe to repeat.
 */
public final class Rollback {
  private final Connector maintenance;
  private final Swap swap;

  /**
   * @param maintenance sessions to a database that is neither of the two, as a role that may rename
   *     both
   */
  public Rollback(Connector maintenance) {
    this.maintenance = requireNonNull(maintenance, "maintenance is null");
    this.swap = new Swap(maintenance);
  }

  /**
   * What to rename back.
   *
   * @param target the name that both databases are about
   * @param previousOid the old database, kept aside
   * @param restoredOid the restored database, which has the name now
   * @param aside name that the restored database gets
   * @param mark that the side database carried, and carries again
   */
  public record Request(
      String target, long previousOid, long restoredOid, String aside, DatabaseMark mark) {}

  /**
   * Swaps back.
   *
   * @return how long new sessions had to wait, in milliseconds; 0 when an earlier attempt had done
   *     it
   * @throws PromotionException when it is refused; nothing was changed then
   */
  public long rollBack(Request request) throws PromotionException, SQLException {
    List<Swap.Rename> renames;
    List<String> statements;
    try (Connection session = maintenance.open()) {
      SharedCatalog catalog = new SharedCatalog(session);
      Optional<String> previous = catalog.name(request.previousOid);
      Optional<String> restored = catalog.name(request.restoredOid);
      if (previous.filter(request.target::equals).isPresent()) {
        return 0;
      }
      DatabaseMark mark =
          DatabaseMark.parse(catalog.comment(request.previousOid))
              .filter(found -> found.purpose() == DatabaseMark.Purpose.REPLACED)
              .filter(found -> found.restoreId().equals(request.mark.restoreId()))
              .orElse(null);
      if (previous.isEmpty() || mark == null || !restored.equals(Optional.of(request.target))) {
        throw new PromotionException(
            PromotionException.Kind.CONFLICT,
            "the databases of "
                + Sql.identifier(request.target)
                + " are not as the promotion left them; nothing was renamed");
      }
      Attachments attachments = Attachments.of(session, request.restoredOid);
      attachments.refusePrepared(Sql.identifier(request.target));
      attachments.refuseReplication(Sql.identifier(request.target));
      renames =
          List.of(
              new Swap.Rename(request.restoredOid, request.target, request.aside),
              new Swap.Rename(request.previousOid, previous.get(), request.target));
      statements =
          List.of(
              PropertyStatements.comment(request.target, mark.comment()),
              PropertyStatements.comment(request.aside, request.mark.toComment()));
    }
    return swap.run(renames, statements);
  }
}
