package io.tidemark.promote;

import io.tidemark.load.Connector;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import org.postgresql.PGConnection;

/**
 * Sessions that die at the n-th call to the server, counted over all of them: before the server
 * hears of it, or after it did what was asked and before anybody hears of that.
 */
final class CuttableConnector implements Connector {
  private final Connector real;
  private final Connector killer;
  private final int cutAt;
  private final boolean after;
  private final AtomicInteger calls = new AtomicInteger();

  CuttableConnector(Connector real, Connector killer, int cutAt, boolean after) {
    this.real = real;
    this.killer = killer;
    this.cutAt = cutAt;
    this.after = after;
  }

  /** Whether so many calls were made that the cut happened. */
  boolean cut() {
    return calls.get() >= cutAt;
  }

  @Override
  public Connection open() throws SQLException {
    Connection session = real.open();
    int pid = session.unwrap(PGConnection.class).getBackendPID();
    return proxy(Connection.class, session, pid);
  }

  private <T> T proxy(Class<T> type, Object target, int pid) {
    InvocationHandler handler =
        (unused, method, arguments) -> {
          boolean counts =
              method.getName().startsWith("execute") || method.getName().equals("commit");
          boolean cutsHere = counts && calls.incrementAndGet() == cutAt;
          if (cutsHere && !after) {
            kill(pid);
          }
          Object result;
          try {
            result = method.invoke(target, arguments);
          } catch (InvocationTargetException e) {
            throw e.getCause();
          }
          if (cutsHere && after) {
            kill(pid);
            throw new SQLException("connection lost by test", "08006");
          }
          if (result instanceof PreparedStatement) {
            return proxy(PreparedStatement.class, result, pid);
          }
          return result instanceof Statement ? proxy(Statement.class, result, pid) : result;
        };
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }

  private void kill(int pid) throws SQLException {
    try (Connection session = killer.open();
        Statement statement = session.createStatement()) {
      // Waits until the session is gone, and with it its locks.
      statement.execute("SELECT pg_terminate_backend(" + pid + ", 10000)");
    }
  }
}
