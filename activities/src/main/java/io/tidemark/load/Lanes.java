package io.tidemark.load;

import static java.util.Objects.requireNonNull;

import io.tidemark.postgres.SessionSettings;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.postgresql.PGConnection;

/**
 * Runs work in several sessions at once, each on a thread of its own. The first failure ends them
 * all, and so does an interrupt of the caller: the driver itself cannot be interrupted, so the
 * server is asked to cancel.
 */
final class Lanes {
  private static final long PATIENCE_SECONDS = 10;

  private final Connector side;
  private final Preparation preparation;

  /** Lanes that write, in sessions with pg_restore's settings. */
  Lanes(Connector side) {
    this(side, SessionSettings::forLoad);
  }

  Lanes(Connector side, Preparation preparation) {
    this.side = requireNonNull(side, "side is null");
    this.preparation = requireNonNull(preparation, "preparation is null");
  }

  /** Makes a new session ready. */
  @FunctionalInterface
  interface Preparation {
    void prepare(Connection session) throws SQLException;
  }

  /** The work of one lane. */
  @FunctionalInterface
  interface Work {
    void run(Connection session)
        throws LoadException, IOException, SQLException, InterruptedException;
  }

  /** Runs the same work in so many lanes and returns when all are done. */
  void run(int lanes, Work work)
      throws LoadException, IOException, SQLException, InterruptedException {
    List<Connection> sessions = new ArrayList<>();
    ExecutorService threads = Executors.newFixedThreadPool(lanes, Lanes::thread);
    try {
      CompletionService<Void> running = new ExecutorCompletionService<>(threads);
      for (int lane = 0; lane < lanes; lane++) {
        Connection session = side.open();
        sessions.add(session);
        Callable<Void> task =
            () -> {
              preparation.prepare(session);
              work.run(session);
              return null;
            };
        running.submit(task);
      }
      for (int lane = 0; lane < lanes; lane++) {
        await(running);
      }
    } finally {
      end(threads, sessions);
    }
  }

  private static void await(CompletionService<Void> running)
      throws LoadException, IOException, SQLException, InterruptedException {
    try {
      running.take().get();
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      if (cause instanceof LoadException failure) {
        throw failure;
      }
      if (cause instanceof IOException failure) {
        throw failure;
      }
      if (cause instanceof SQLException failure) {
        throw failure;
      }
      throw new IllegalStateException("a lane failed unexpectedly: " + cause, cause);
    }
  }

  /** When all went well there is nothing left to cancel. */
  private static void end(ExecutorService threads, List<Connection> sessions) {
    threads.shutdownNow();
    if (!threads.isTerminated()) {
      sessions.forEach(Lanes::cancel);
    }
    boolean interrupted = Thread.interrupted();
    try {
      if (!threads.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        sessions.forEach(Lanes::abort);
      }
    } catch (InterruptedException e) {
      interrupted = true;
      sessions.forEach(Lanes::abort);
    }
    sessions.forEach(Lanes::close);
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static void cancel(Connection session) {
    try {
      session.unwrap(PGConnection.class).cancelQuery();
    } catch (SQLException e) {
      abort(session);
    }
  }

  private static void abort(Connection session) {
    try {
      session.abort(Runnable::run);
    } catch (SQLException e) {
      // it is gone already
    }
  }

  private static void close(Connection session) {
    try {
      session.close();
    } catch (SQLException e) {
      // it is gone already
    }
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "tidemark-load");
    thread.setDaemon(true);
    return thread;
  }
}
