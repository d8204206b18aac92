package io.tidemark.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.temporal.client.WorkflowFailedException;
import io.temporal.failure.ApplicationFailure;
import io.tidemark.api.backup.BackupWorkflow;
import io.tidemark.api.restore.RestoreWorkflow;
import io.tidemark.api.verify.VerifyWorkflow;
import io.tidemark.testkit.TestDatabase;
import io.tidemark.testkit.TestServers;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.NullSource;

/** Whatever is typed ends soon, with a message that says what to do, and changes nothing. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class BadInputTest {
  static final List<Object> NOT_REQUESTS =
      Arrays.asList(
          Map.of(), 7, "orders", List.of("orders"), Map.of("databse", "orders"), Map.of("x", 1));

  private final TestDatabase database = TestServers.database(15);
  private Site site = unset();

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    site = Site.of(database, folder, Map.of());
  }

  @AfterAll
  void stop() {
    site.close();
    database.close();
  }

  @ParameterizedTest
  @NullSource
  @FieldSource("NOT_REQUESTS")
  void everyWorkflowRefusesWhatIsNoRequest(@Nullable Object input) {
    for (String type : List.of(BackupWorkflow.TYPE, VerifyWorkflow.TYPE, RestoreWorkflow.TYPE)) {
      ApplicationFailure failure = failure(type, input);

      assertThat(failure.getType()).isEqualTo("InvalidRequest");
      assertThat(failure.getOriginalMessage()).contains(type).contains("{\"database\":\"orders\"");
    }
  }

  /** Sizes of tables are asked for before anything is locked by us. */
  @Test
  void aTableThatSomebodyHasLockedIsNamedWithItsSession() throws Exception {
    database.execute("CREATE TABLE locked AS SELECT 1");
    try (Connection session = database.connect();
        Statement statement = session.createStatement()) {
      session.setAutoCommit(false);
      statement.execute("ALTER TABLE locked ADD COLUMN more int");

      ApplicationFailure failure =
          failure(BackupWorkflow.TYPE, Map.of("database", database.name()));

      assertThat(failure.getType()).isEqualTo("BlockedByDdl");
      assertThat(failure.getOriginalMessage())
          .startsWith("preflight failed: the look at the tables waited too long for a lock")
          .contains("public.locked", "ALTER TABLE");
      session.rollback();
    } finally {
      database.execute("DROP TABLE locked");
    }
  }

  @Test
  void anUnknownDatabaseIsAnsweredWithThoseThereAre() {
    ApplicationFailure failure = failure(BackupWorkflow.TYPE, Map.of("database", "nope"));

    assertThat(failure.getType()).isEqualTo("DatabaseUnknown");
    assertThat(failure.getOriginalMessage())
        .contains("\"nope\"")
        .contains("it knows " + database.name());
  }

  @Test
  void aRestoreWithoutABackupSaysSo() {
    ApplicationFailure failure =
        failure(RestoreWorkflow.TYPE, Map.of("database", database.name(), "into", "elsewhere"));

    assertThat(failure.getType()).isEqualTo("BackupNotFound");
  }

  @Test
  void aLiveDatabaseIsNotReplacedUnasked() {
    site.backup();

    ApplicationFailure failure =
        failure(RestoreWorkflow.TYPE, Map.of("database", database.name(), "confirm", "other"));

    assertThat(failure.getType()).isEqualTo("ConfirmationRequired");
    assertThat(failure.getOriginalMessage()).contains(database.name());
  }

  private ApplicationFailure failure(String type, @Nullable Object input) {
    WorkflowFailedException failed =
        catchThrowableOfType(
            WorkflowFailedException.class, () -> site.start(type, input).getResult(Object.class));
    Throwable cause = failed;
    while (!(cause instanceof ApplicationFailure) && cause.getCause() != null) {
      cause = cause.getCause();
    }
    assertThat(cause).isInstanceOf(ApplicationFailure.class);
    return (ApplicationFailure) cause;
  }

  @SuppressWarnings("NullAway") // JUnit calls start() before the first test.
  private static Site unset() {
    return null;
  }
}
