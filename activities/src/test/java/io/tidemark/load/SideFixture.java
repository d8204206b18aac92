package io.tidemark.load;

import io.tidemark.postgres.ConnectionTarget;
import io.tidemark.postgres.Sessions;
import io.tidemark.provision.ScratchPostgres;
import io.tidemark.testkit.TestDatabase;
import io.tidemark.testkit.TestServers;
import java.io.ByteArrayInputStream;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;

/** A restore of a {@link SampleBackup} into a side database, step by step. */
final class SideFixture implements AutoCloseable {
  private static final Sessions SESSIONS = new Sessions();
  private static final AtomicInteger NUMBERS = new AtomicInteger();

  final String restoreId = "r" + NUMBERS.incrementAndGet();
  final String name = "side_" + restoreId;
  final DatabaseMark mark = DatabaseMark.side(restoreId, "tidemark-restore", "run-1");
  final ScratchPostgres server;
  final SampleBackup backup;

  SideFixture(int major, SampleBackup backup) {
    this.server = TestServers.server(major);
    this.backup = backup;
  }

  ConnectionTarget target() {
    return server.target().withDatabase(name);
  }

  Connector connector(String applicationName) {
    return () -> SESSIONS.open(target(), applicationName);
  }

  Connector maintenance() {
    return () -> SESSIONS.open(server.target(), "tidemark maintenance");
  }

  SideDatabase sideDatabase() {
    return new SideDatabase(maintenance());
  }

  TestDatabase database() {
    return TestDatabase.existing(server, name);
  }

  long createAndLoadSchema() throws Exception {
    long oid = sideDatabase().create(name, mark, backup.properties()).oid();
    new SchemaLoad(
            backup.pgRestore(), target(), connector("tidemark load"), restoreId, "tidemark load")
        .load(backup.schema(), backup.data(), true, new LoadProgress());
    return oid;
  }

  RowsLoad.Loaded loadRows() throws Exception {
    return new RowsLoad(connector("tidemark rows"), restoreId)
        .load(
            0,
            backup.encoding(),
            backup.blocks(),
            new ByteArrayInputStream(backup.rows()),
            new LoadProgress());
  }

  PostDataLoad.Built buildPostData() throws Exception {
    return buildPostData(connector("tidemark post-data"));
  }

  PostDataLoad.Built buildPostData(Connector sessions) throws Exception {
    return new PostDataLoad(backup.pgRestore(), sessions, restoreId, 3)
        .load(backup.schema(), true, new LoadProgress());
  }

  RestoreCheck.Checked check() throws Exception {
    return new RestoreCheck(() -> SESSIONS.openWithoutEventTriggers(target(), "tidemark check"), 2)
        .check(backup.contents(), new LoadProgress());
  }

  @Override
  public void close() throws LoadException, SQLException {
    sideDatabase().drop(name, mark);
  }
}
