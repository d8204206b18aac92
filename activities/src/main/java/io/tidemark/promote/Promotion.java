package io.tidemark.promote;

import static java.util.Objects.requireNonNull;

import io.tidemark.api.restore.Finding;
import io.tidemark.census.DatabaseProperties;
import io.tidemark.load.Connector;
import io.tidemark.load.DatabaseMark;
import io.tidemark.postgres.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Puts a restored database in the place of a live one, or under a new name. Databases are known by
 * OIDs that were recorded before, so a repeat after any crash ends right, and a database that
 * somebody else renamed meanwhile is not touched.
 */
public final class Promotion {
  private final Connector maintenance;
  private final Swap swap;

  /**
   * @param maintenance sessions to a database that is neither of the two, as a role that may rename
   *     both
   */
  public Promotion(Connector maintenance) {
    this.maintenance = requireNonNull(maintenance, "maintenance is null");
    this.swap = new Swap(maintenance);
  }

  /**
   * What to rename.
   *
   * @param target name that the restored database gets
   * @param targetOid the live database that has it now; 0 when there must be none
   * @param side name that the restored database has now
   * @param sideOid the restored database
   * @param previous name for the live database afterwards; see {@link PreviousName}
   * @param mark that the side database carries
   * @param recorded properties from the backup, used when there is no live database
   * @param leaveReplication rename although slots or subscriptions will stay with the old database
   */
  public record Request(
      String target,
      long targetOid,
      String side,
      long sideOid,
      String previous,
      DatabaseMark mark,
      DatabaseProperties recorded,
      boolean leaveReplication) {}

  /**
   * A database under its name.
   *
   * @param oid of the restored database
   * @param previous name of the old database; empty when there was none
   * @param refusedMillis how long new sessions had to wait; 0 when an earlier attempt had done it
   * @param findings what could not be carried over, or stays behind
   */
  public record Promoted(
      long oid, Optional<String> previous, long refusedMillis, List<Finding> findings) {
    public Promoted {
      findings = List.copyOf(findings);
    }
  }

  /**
   * Renames, and gives the restored database the live one's properties in the same instant.
   *
   * @throws PromotionException when it is refused; nothing was changed then
   */
  public Promoted promote(Request request) throws PromotionException, SQLException {
    List<Finding> findings = new ArrayList<>();
    List<Swap.Rename> renames = new ArrayList<>();
    List<String> statements = new ArrayList<>();
    try (Connection session = maintenance.open()) {
      SharedCatalog catalog = new SharedCatalog(session);
      Optional<Promoted> done = alreadyDone(request, catalog);
      if (done.isPresent()) {
        return done.get();
      }
      requireAsLookedAt(request, catalog);
      DatabaseProperties properties = request.recorded;
      if (request.targetOid != 0) {
        findings.addAll(checkLive(request, session));
        properties = catalog.properties(request.targetOid);
        renames.add(new Swap.Rename(request.targetOid, request.target, request.previous));
        DatabaseMark mark = request.mark.replaced(request.target, properties.comment());
        statements.add(PropertyStatements.comment(request.previous, mark.toComment()));
      }
      requireMayRename(catalog, request.sideOid, request.side);
      renames.add(new Swap.Rename(request.sideOid, request.side, request.target));
      PropertyStatements apply =
          new PropertyStatements(request.target, properties, catalog.roles());
      statements.addAll(apply.statements());
      findings.addAll(apply.findings());
    }
    long refused = swap.run(renames, statements);
    Optional<String> previous =
        request.targetOid == 0 ? Optional.empty() : Optional.of(request.previous);
    return new Promoted(request.sideOid, previous, refused, findings);
  }

  /** Recognises an earlier success, whose answer was lost. */
  private static Optional<Promoted> alreadyDone(Request request, SharedCatalog catalog)
      throws SQLException, PromotionException {
    if (!request.target.equals(catalog.name(request.sideOid).orElse(null))) {
      return Optional.empty();
    }
    boolean ours;
    Optional<String> previous = Optional.empty();
    if (request.targetOid == 0) {
      ours = !request.mark.isSideOfSameRestore(catalog.comment(request.sideOid));
    } else {
      previous = catalog.name(request.targetOid);
      ours =
          DatabaseMark.parse(catalog.comment(request.targetOid))
              .filter(mark -> mark.purpose() == DatabaseMark.Purpose.REPLACED)
              .filter(mark -> mark.restoreId().equals(request.mark.restoreId()))
              .isPresent();
    }
    if (!ours) {
      throw conflict(
          "database " + Sql.identifier(request.side) + " was renamed by somebody else already");
    }
    return Optional.of(new Promoted(request.sideOid, previous, 0, List.of()));
  }

  private static void requireAsLookedAt(Request request, SharedCatalog catalog)
      throws SQLException, PromotionException {
    String side = catalog.name(request.sideOid).orElse(null);
    if (!request.side.equals(side)
        || !request.mark.isSideOfSameRestore(catalog.comment(request.sideOid))) {
      throw conflict(
          "the restored database "
              + Sql.identifier(request.side)
              + " (OID "
              + request.sideOid
              + ") is not there any more, or is not this restore's");
    }
    long live = catalog.oid(request.target).orElse(0);
    if (live != request.targetOid) {
      throw conflict(
          "database "
              + Sql.identifier(request.target)
              + " is not the one that was looked at: its OID was "
              + request.targetOid
              + " and is "
              + live
              + " (0: none)");
    }
  }

  private static List<Finding> checkLive(Request request, Connection session)
      throws SQLException, PromotionException {
    String name = Sql.identifier(request.target);
    requireMayRename(new SharedCatalog(session), request.targetOid, request.target);
    Attachments attachments = Attachments.of(session, request.targetOid);
    attachments.refusePrepared(name);
    if (!request.leaveReplication) {
      attachments.refuseReplication(name);
    }
    return attachments.staysBehind(name);
  }

  private static void requireMayRename(SharedCatalog catalog, long oid, String name)
      throws SQLException, PromotionException {
    if (!catalog.mayRename(oid)) {
      throw new PromotionException(
          PromotionException.Kind.DENIED,
          "our role may not rename database "
              + Sql.identifier(name)
              + ": it must own the database and have CREATEDB, or be a superuser");
    }
  }

  private static PromotionException conflict(String message) {
    return new PromotionException(
        PromotionException.Kind.CONFLICT, message + "; nothing was renamed");
  }
}
