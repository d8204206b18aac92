package io.tidemark.promote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.load.DatabaseMark;
import io.tidemark.postgres.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PromotionTest {
  @ParameterizedTest
  @ValueSource(ints = {15, 17, 18})
  void theRestoredDatabaseTakesTheLiveOnesPlaceAndProperties(int major) throws Exception {
    try (PromotionFixture databases = new PromotionFixture(major)) {
      String before = databases.propertiesOf(databases.targetOid);

      Promotion.Promoted promoted =
          new Promotion(databases.maintenance()).promote(databases.request());

      assertThat(promoted.oid()).isEqualTo(databases.sideOid);
      assertThat(promoted.previous()).contains(databases.previous);
      assertThat(promoted.findings()).isEmpty();
      assertThat(databases.live(databases.target).query("SELECT it FROM which")).isEqualTo("new");
      assertThat(databases.live(databases.previous).query("SELECT it FROM which")).isEqualTo("old");
      assertThat(databases.propertiesOf(databases.sideOid)).isEqualTo(before);
      assertThat(mark(databases).purpose()).isEqualTo(DatabaseMark.Purpose.REPLACED);
      assertThat(mark(databases).comment()).isEqualTo("the 'live' one");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {15, 17, 18})
  void rollbackBringsTheOldOneBackAndFinalizationDropsIt(int major) throws Exception {
    try (PromotionFixture databases = new PromotionFixture(major)) {
      String before = databases.propertiesOf(databases.targetOid);
      Promotion promotion = new Promotion(databases.maintenance());
      Rollback rollback = new Rollback(databases.maintenance());
      promotion.promote(databases.request());

      rollback.rollBack(databases.rollback());
      assertThat(rollback.rollBack(databases.rollback())).isZero();
      assertThat(databases.live(databases.target).query("SELECT it FROM which")).isEqualTo("old");
      assertThat(databases.propertiesOf(databases.targetOid)).isEqualTo(before);

      promotion.promote(databases.request());
      Finalization finalization = new Finalization(databases.maintenance());
      assertThat(finalization.dropPrevious(databases.targetOid, databases.restoreId)).isTrue();
      assertThat(finalization.dropPrevious(databases.targetOid, databases.restoreId)).isFalse();
      assertThat(databases.name(databases.targetOid)).isNull();
      assertThat(databases.live(databases.target).query("SELECT it FROM which")).isEqualTo("new");
    }
  }

  @Test
  void aNewNameGetsTheBackupsProperties() throws Exception {
    try (PromotionFixture databases = new PromotionFixture(17)) {
      String name = "copy_" + databases.restoreId;
      Promotion.Request request =
          new Promotion.Request(
              name,
              0,
              databases.side,
              databases.sideOid,
              "",
              databases.mark,
              databases.properties,
              false);
      Promotion promotion = new Promotion(databases.maintenance());

      Promotion.Promoted first = promotion.promote(request);
      Promotion.Promoted second = promotion.promote(request);

      assertThat(first.previous()).isEmpty();
      assertThat(second)
          .isEqualTo(new Promotion.Promoted(first.oid(), Optional.empty(), 0, second.findings()));
      assertThat(databases.propertiesOf(databases.sideOid))
          .isEqualTo(databases.propertiesOf(databases.targetOid));
    }
  }

  @Test
  void aDatabaseThatSomebodyRenamedMeanwhileIsNotTouched() throws Exception {
    try (PromotionFixture databases = new PromotionFixture(17)) {
      databases.run(
          "ALTER DATABASE " + Sql.identifier(databases.target) + " RENAME TO elsewhere_17");
      assertRefused(databases, PromotionException.Kind.CONFLICT, "is not the one");
      databases.run("CREATE DATABASE " + Sql.identifier(databases.target));
      assertRefused(databases, PromotionException.Kind.CONFLICT, "is not the one");
      databases.run("DROP DATABASE " + Sql.identifier(databases.target));
      assertThat(databases.name(databases.targetOid)).isEqualTo("elsewhere_17");
      assertThat(databases.name(databases.sideOid)).isEqualTo(databases.side);
    }
  }

  @Test
  void preparedTransactionsAreNamedAndRefused() throws Exception {
    try (PromotionFixture databases = new PromotionFixture(15)) {
      try (Connection session = databases.live(databases.target).connect();
          Statement statement = session.createStatement()) {
        session.setAutoCommit(false);
        statement.execute("INSERT INTO which VALUES ('prepared')");
        statement.execute("PREPARE TRANSACTION 'in the way'");
      }
      assertRefused(databases, PromotionException.Kind.IN_USE, "in the way");
      databases.live(databases.target).execute("ROLLBACK PREPARED 'in the way'");
      new Promotion(databases.maintenance()).promote(databases.request());
    }
  }

  @Test
  void slotsAndSubscriptionsAreRefusedUnlessTheyMayStayBehind() throws Exception {
    try (PromotionFixture databases = new PromotionFixture(17)) {
      databases
          .live(databases.target)
          .execute("SELECT pg_create_logical_replication_slot('stays_17', 'pgoutput')");
      assertRefused(databases, PromotionException.Kind.IN_USE, "stays_17");
      Promotion.Request r = databases.request();
      Promotion.Promoted promoted =
          new Promotion(databases.maintenance())
              .promote(
                  new Promotion.Request(
                      r.target(),
                      r.targetOid(),
                      r.side(),
                      r.sideOid(),
                      r.previous(),
                      r.mark(),
                      r.recorded(),
                      true));
      assertThat(promoted.findings()).hasSize(1);
      Finalization finalization = new Finalization(databases.maintenance());
      assertThatThrownBy(() -> finalization.dropPrevious(databases.targetOid, databases.restoreId))
          .hasMessageContaining("stays_17");
      databases.run("SELECT pg_drop_replication_slot('stays_17')");
      assertThat(finalization.dropPrevious(databases.targetOid, databases.restoreId)).isTrue();
    }
  }

  @Test
  void aForeignDatabaseIsNeverDropped() throws Exception {
    try (PromotionFixture databases = new PromotionFixture(15)) {
      Finalization finalization = new Finalization(databases.maintenance());
      assertThatThrownBy(() -> finalization.dropPrevious(databases.targetOid, databases.restoreId))
          .isInstanceOf(PromotionException.class);
      new Promotion(databases.maintenance()).promote(databases.request());
      assertThatThrownBy(() -> finalization.dropPrevious(databases.targetOid, "another"))
          .isInstanceOf(PromotionException.class);
      assertThat(databases.name(databases.targetOid)).isEqualTo(databases.previous);
    }
  }

  private static void assertRefused(
      PromotionFixture databases, PromotionException.Kind kind, String text) throws SQLException {
    assertThatThrownBy(() -> new Promotion(databases.maintenance()).promote(databases.request()))
        .isInstanceOf(PromotionException.class)
        .hasMessageContaining(text)
        .extracting(e -> ((PromotionException) e).kind())
        .isEqualTo(kind);
    assertThat(databases.name(databases.sideOid)).isEqualTo(databases.side);
  }

  private static DatabaseMark mark(PromotionFixture databases) throws SQLException {
    return DatabaseMark.parse(
            databases.query("SELECT shobj_description(" + databases.targetOid + ", 'pg_database')"))
        .orElseThrow();
  }
}
