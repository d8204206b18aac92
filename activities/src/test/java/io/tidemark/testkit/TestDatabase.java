package io.tidemark.testkit;

import io.tidemark.postgres.Coming;
import io.tidemark.postgres.ConnectionTarget;
import io.tidemark.provision.ScratchPostgres;
import java.sql.Connection;

/** A database of a test's own; closing it ends its sessions and drops it. */
public final class TestDatabase implements AutoCloseable {
  private final ScratchPostgres server;
  private final String name;

  TestDatabase(ScratchPostgres server, String name) {
    this.server = server;
    this.name = name;
  }

  public ScratchPostgres server() {
    return server;
  }

  public String name() {
    return name;
  }

  /** The superuser in this database, over TCP. */
  public ConnectionTarget target() {
    return server.target().withDatabase(name);
  }

  /** A URI with the password in it. */
  public String uri() {
    return server.uri(name);
  }

  /** A new session of the superuser. */
  public Connection connect() {
    return Coming.yet();
  }

  /** Runs statements, separated by semicolons, in one go. */
  public void execute(String sql) {
    Coming.yet(sql);
  }

  /** The first column of the first row as text. */
  public String query(String sql) {
    return Coming.yet(sql);
  }

  @Override
  public void close() {}
}
