package io.tidemark.cli.doctor;

import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowTargetOptions;
import io.tidemark.activity.DatabaseSettings;
import io.tidemark.cli.temporal.TemporalSession;
import io.tidemark.load.DatabaseMark;
import io.tidemark.postgres.Sql;
import io.tidemark.worker.Wiring;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Databases that restores left on the server, and whose restore is over. */
final class LeftoverCheck implements Check {
  private static final String MARKED =
      """
      SELECT d.datname, pg_catalog.shobj_description(d.oid, 'pg_database')
      FROM pg_catalog.pg_database d
      WHERE pg_catalog.shobj_description(d.oid, 'pg_database') LIKE 'tidemark %'
      ORDER BY d.datname
      """;

  private final Wiring wiring;
  private final DatabaseSettings database;
  private final TemporalCheck temporal;

  LeftoverCheck(Wiring wiring, DatabaseSettings database, TemporalCheck temporal) {
    this.wiring = wiring;
    this.database = database;
    this.temporal = temporal;
  }

  @Override
  public String name() {
    return "leftovers";
  }

  @Override
  public List<Diagnosis> look() throws SQLException {
    List<Diagnosis> found = new ArrayList<>();
    try (Connection session = wiring.sessions().open(database.target(), "tidemark doctor");
        Statement statement = session.createStatement();
        ResultSet rows = statement.executeQuery(MARKED)) {
      while (rows.next()) {
        String name = rows.getString(1);
        DatabaseMark.parse(rows.getString(2))
            .flatMap(mark -> leftover(name, mark))
            .ifPresent(found::add);
      }
    }
    return found.isEmpty() ? List.of(Diagnosis.ok(name(), "none on the server")) : found;
  }

  private Optional<Diagnosis> leftover(String name, DatabaseMark mark) {
    String cure = "When you need it no more: DROP DATABASE " + Sql.identifier(name) + ";";
    Optional<Boolean> running = temporal.session().map(session -> runs(session, mark));
    if (running.isEmpty()) {
      return Optional.of(
          Diagnosis.warn(
              name(),
              name + " belongs to " + mark.workflowId() + ", which may be at work",
              "Look again when Temporal answers."));
    }
    return running.get()
        ? Optional.empty()
        : Optional.of(Diagnosis.warn(name(), name + over(mark), cure));
  }

  private static String over(DatabaseMark mark) {
    return switch (mark.purpose()) {
      case SIDE -> " was left by " + mark.workflowId() + ", which is over";
      case REPLACED -> " is the database that restore " + mark.restoreId() + " replaced";
      case TAKEN_BACK ->
          " is the database that restore "
              + mark.restoreId()
              + " had promoted until it was taken back";
    };
  }

  private static boolean runs(TemporalSession session, DatabaseMark mark) {
    try {
      return session
              .client()
              .newUntypedWorkflowStub(
                  WorkflowTargetOptions.newBuilder()
                      .setWorkflowId(mark.workflowId())
                      .setRunId(mark.runId())
                      .build())
              .describe()
              .getStatus()
          == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING;
    } catch (WorkflowNotFoundException e) {
      return false;
    }
  }
}
