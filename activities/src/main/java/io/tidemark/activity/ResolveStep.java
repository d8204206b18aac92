package io.tidemark.activity;

import io.tidemark.api.FailureType;
import io.tidemark.api.restore.ApprovalRules;
import io.tidemark.api.restore.ResolvedRestore;
import io.tidemark.api.restore.RestoreActivities.ResolveInput;
import io.tidemark.api.restore.RestoreContext;
import io.tidemark.api.restore.RestoreRequest;
import io.tidemark.archive.Contents;
import io.tidemark.postgres.ConnectionTarget;
import io.tidemark.postgres.PgProgram;
import io.tidemark.postgres.ServerFacts;
import io.tidemark.snapshot.SessionName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** Looks at the place a restore goes to, before anything is created there. */
final class ResolveStep {
  private static final String SIDE_SUFFIX = "_tidemark_";
  private static final int LONGEST_NAME_BYTES = 63;

  private final Installation installation;

  ResolveStep(Installation installation) {
    this.installation = installation;
  }

  ResolvedRestore run(ResolveInput input)
      throws UnknownNameException, RefusedException, SQLException, IOException {
    RestoreRequest request = input.request();
    DatabaseSettings settings = installation.database(request.database());
    String target = request.into() == null ? settings.target().database() : request.into();
    requireName(target);
    Contents contents = OpenContents.of(input.backup().reference(), installation).contents();
    ConnectionTarget maintenance = RestorePlace.maintenance(settings.target(), target);
    String name = new SessionName(input.restoreId(), "resolve", 1).text();
    try (Connection session = installation.sessions().open(maintenance, name)) {
      ServerFacts server = ServerFacts.read(session);
      List<String> notices = new ArrayList<>();
      requireProgram(contents, server, notices);
      requireRights(server, maintenance);
      requireRoles(session, contents);
      requireExtensions(session, contents);
      long targetOid = oid(session, target);
      if (request.into() != null && targetOid != 0) {
        throw new RefusedException(
            FailureType.TARGET_CONFLICT,
            "database " + target + " exists already; choose another name for \"into\"");
      }
      RestoreContext context =
          new RestoreContext(
              input.restoreId(),
              input.backup().reference(),
              sideName(target, input.restoreId()),
              target,
              targetOid,
              input.backup().lanes());
      return new ResolvedRestore(
          context, targetOid != 0, settings.maxMinutes(), rules(settings.restore()), notices);
    }
  }

  private static ApprovalRules rules(RestoreRules configured) {
    return new ApprovalRules(
        configured.approvers(),
        configured.quorum(),
        configured.deadlineMinutes(),
        configured.rollbackWindowMinutes(),
        configured.unattendedAllowed(),
        configured.protectedDatabase());
  }

  private static void requireName(String target) throws RefusedException {
    if (target.getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME_BYTES) {
      throw new RefusedException(
          FailureType.INVALID_REQUEST,
          "\"into\" is longer than the 63 bytes that PostgreSQL keeps of a name");
    }
  }

  /** pg_restore reads archives of its own pg_dump's version and of older ones. */
  private void requireProgram(Contents contents, ServerFacts server, List<String> notices)
      throws IOException, RefusedException {
    PgProgram program = program(contents, server);
    notices.addAll(program.warnings());
    int from = contents.server().versionNumber() / 10_000;
    if (server.major() < from) {
      notices.add(
          "the backup is of PostgreSQL "
              + from
              + " and this server is "
              + server.major()
              + ": definitions that it does not know will stop the restore");
    }
  }

  /** The pg_restore that reads this backup's archives and talks to this server. */
  PgProgram program(Contents contents, ServerFacts server) throws IOException {
    String dumpedBy = contents.tools().getOrDefault("pg_dump", "");
    int archive =
        dumpedBy.isEmpty()
            ? server.major()
            : Integer.parseInt(dumpedBy.substring(0, dumpedBy.indexOf('.')));
    return installation.tools().find("pg_restore", Math.max(archive, server.major()));
  }

  private static void requireRights(ServerFacts server, ConnectionTarget target)
      throws RefusedException {
    if (!server.superuser() && !server.createDb()) {
      throw new RefusedException(
          FailureType.POSTGRES_ACCESS_DENIED,
          "role "
              + server.currentUser()
              + " may not create databases at "
              + target.describe()
              + ": ALTER ROLE … CREATEDB");
    }
  }

  private static void requireRoles(Connection session, Contents contents)
      throws SQLException, RefusedException {
    TreeSet<String> missing = new TreeSet<>(contents.roles());
    missing.removeAll(column(session, "SELECT rolname FROM pg_catalog.pg_roles"));
    if (!missing.isEmpty()) {
      throw new RefusedException(
          FailureType.TARGET_CONFLICT,
          "the server lacks roles that own or may use what is restored: "
              + String.join(", ", missing)
              + "; create them first (part \"globals\" of the backup has their definitions)");
    }
  }

  private static void requireExtensions(Connection session, Contents contents)
      throws SQLException, RefusedException {
    TreeSet<String> missing = new TreeSet<>(contents.census().extensions().keySet());
    missing.removeAll(column(session, "SELECT name FROM pg_catalog.pg_available_extensions"));
    if (!missing.isEmpty()) {
      throw new RefusedException(
          FailureType.TARGET_CONFLICT,
          "the server lacks extensions of the backup: "
              + String.join(", ", missing)
              + "; install their packages first");
    }
  }

  private static List<String> column(Connection session, String sql) throws SQLException {
    List<String> values = new ArrayList<>();
    try (PreparedStatement statement = session.prepareStatement(sql);
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        values.add(rows.getString(1));
      }
    }
    return values;
  }

  private static long oid(Connection session, String database) throws SQLException {
    try (PreparedStatement statement =
        session.prepareStatement("SELECT oid FROM pg_catalog.pg_database WHERE datname = ?")) {
      statement.setString(1, database);
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next() ? rows.getLong(1) : 0;
      }
    }
  }

  /** Unique by the restore's id; a long name loses its end, never half a letter. */
  private static String sideName(String target, String restoreId) {
    String suffix = SIDE_SUFFIX + restoreId.substring(restoreId.indexOf('-') + 1);
    String name = target;
    while ((name + suffix).getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME_BYTES) {
      name = name.substring(0, name.offsetByCodePoints(name.length(), -1));
    }
    return name + suffix;
  }
}
