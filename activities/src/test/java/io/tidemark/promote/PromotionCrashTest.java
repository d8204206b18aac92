package io.tidemark.promote;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.postgres.Sessions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PromotionCrashTest {
  private static final int CLIENTS = 30;

  /** Kills the session at each call to the server in turn, until one run needs no more calls. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aCrashAtAnyStatementLeavesOneLiveDatabaseAndARepeatEndsRight(boolean after)
      throws Exception {
    int statement = 1;
    try (PromotionFixture databases = new PromotionFixture(17)) {
      for (boolean cut = true; cut; statement++) {
        CuttableConnector sessions =
            new CuttableConnector(databases.maintenance(), databases.killer(), statement, after);
        try {
          new Promotion(sessions).promote(databases.request());
        } catch (SQLException expected) {
          assertThat(sessions.cut()).as(expected.toString()).isTrue();
        }
        cut = sessions.cut();
        assertThat(databases.oid(databases.target)).isIn(databases.targetOid, databases.sideOid);
        new Promotion(databases.maintenance()).promote(databases.request());
        assertPromoted(databases);
        new Rollback(databases.maintenance()).rollBack(databases.rollback());
      }
    }
    assertThat(statement).isGreaterThan(15);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aCrashDuringRollbackIsRepeatedToo(boolean after) throws Exception {
    try (PromotionFixture databases = new PromotionFixture(18)) {
      int statement = 1;
      for (boolean cut = true; cut; statement++) {
        new Promotion(databases.maintenance()).promote(databases.request());
        CuttableConnector sessions =
            new CuttableConnector(databases.maintenance(), databases.killer(), statement, after);
        try {
          new Rollback(sessions).rollBack(databases.rollback());
        } catch (SQLException expected) {
          assertThat(sessions.cut()).as(expected.toString()).isTrue();
        }
        cut = sessions.cut();
        new Rollback(databases.maintenance()).rollBack(databases.rollback());
        assertThat(databases.name(databases.targetOid)).isEqualTo(databases.target);
        assertThat(databases.name(databases.sideOid)).isEqualTo(databases.side);
      }
      assertThat(statement).isGreaterThan(10);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {15, 17, 18})
  void thirtyClientsThatReconnectAllTheTimeDoNotStopIt(int major) throws Exception {
    try (PromotionFixture databases = new PromotionFixture(major)) {
      AtomicBoolean stop = new AtomicBoolean();
      AtomicInteger connected = new AtomicInteger();
      List<Thread> clients = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        Thread client = new Thread(() -> reconnect(databases, stop, connected));
        clients.add(client);
        client.start();
      }
      try {
        await(connected, CLIENTS);
        int before = connected.get();
        Promotion.Promoted promoted =
            new Promotion(databases.maintenance()).promote(databases.request());
        System.out.printf(
            "promotion on %d with %d clients: new sessions waited %d ms%n",
            major, CLIENTS, promoted.refusedMillis());
        await(connected, before + CLIENTS);
      } finally {
        stop.set(true);
        for (Thread client : clients) {
          client.join();
        }
      }
      assertPromoted(databases);
    }
  }

  private static void reconnect(
      PromotionFixture databases, AtomicBoolean stop, AtomicInteger connected) {
    Sessions sessions = new Sessions();
    while (!stop.get()) {
      try (Connection session = sessions.open(databases.clients(), "client")) {
        connected.incrementAndGet();
        while (!stop.get() && session.isValid(1)) {
          LockSupport.parkNanos(5_000_000);
        }
      } catch (SQLException refused) {
        // as long as the promotion takes
      }
    }
  }

  private static void await(AtomicInteger counter, int value) {
    long deadline = System.nanoTime() + 60_000_000_000L;
    while (counter.get() < value) {
      assertThat(System.nanoTime()).as("%d of %d", counter.get(), value).isLessThan(deadline);
      LockSupport.parkNanos(5_000_000);
    }
  }

  private static void assertPromoted(PromotionFixture databases) throws SQLException {
    assertThat(databases.name(databases.sideOid)).isEqualTo(databases.target);
    assertThat(databases.name(databases.targetOid)).isEqualTo(databases.previous);
    assertThat(databases.propertiesOf(databases.sideOid)).contains("77").contains("we ird");
  }
}
