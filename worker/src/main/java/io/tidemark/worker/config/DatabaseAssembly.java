package io.tidemark.worker.config;

import io.tidemark.activity.DatabaseSettings;
import io.tidemark.activity.RestoreRules;
import io.tidemark.activity.SqlCheck;
import io.tidemark.postgres.ConnectionTarget;
import io.tidemark.postgres.DatabaseUri;
import io.tidemark.retention.RetentionPolicy;
import io.tidemark.retention.Tier;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Makes one database's settings. */
final class DatabaseAssembly {
  private static final long MEBIBYTE = 1024L * 1024L;

  private final TreeReader reader;
  private final String name;
  private final KeyPath path;
  private final List<String> warnings;

  DatabaseAssembly(TreeReader reader, String name, List<String> warnings) {
    this.reader = reader;
    this.name = name;
    this.path = KeyPath.of("databases", name);
    this.warnings = warnings;
  }

  /** What can be said of it whether or not the rest is in order. */
  Optional<ConnectionTarget> check(List<String> stores) {
    for (KeyPath store : reader.items(path.child("stores"))) {
      requireStore(store, reader.text(store).orElse(""), stores);
    }
    for (String copy : reader.names(path.child("copyRetention"))) {
      requireStore(
          path.child("copyRetention").child(copy),
          copy,
          reader.texts(path.child("stores")).stream().skip(1).toList());
    }
    Optional<ConnectionTarget> usual = target("url");
    Optional<ConnectionTarget> direct = target("directUrl");
    if (usual.isPresent() && direct.isPresent()) {
      String one = usual.get().database();
      String other = direct.get().database();
      if (!one.equals(other)) {
        reader.problem(
            path.child("directUrl"),
            "names the database " + other + ", the usual address names " + one + ": give one");
      }
    }
    boolean hasDirect = reader.has(path.child("directUrl"));
    Optional<ConnectionTarget> chosen = hasDirect ? direct : usual;
    if (chosen.isPresent() && chosen.get().pooled()) {
      reader.problem(
          path.child(hasDirect ? "directUrl" : "url"),
          "leads to a pooler (pgbouncer=true), through which no dump and no restore can work:"
              + " set DIRECT_URL (directUrl) to the server itself");
    }
    // Without a store, which is said elsewhere, there are no settings to make.
    return chosen.filter(target -> reader.has(path.child("stores")));
  }

  /** The settings of a database in which nothing is wrong. */
  DatabaseSettings settings(ConnectionTarget target, int slots) {
    warnings.addAll(target.warnings());
    List<String> stores = reader.texts(path.child("stores"));
    Map<String, RetentionPolicy> copyRetention = new TreeMap<>();
    for (String copy : reader.names(path.child("copyRetention"))) {
      copyRetention.put(copy, policy(path.child("copyRetention").child(copy)));
    }
    return new DatabaseSettings(
        name,
        target,
        target("replica"),
        stores.get(0),
        stores.subList(1, stores.size()),
        reader.text(path.child("compression")).orElseThrow(),
        policy(path.child("retention")),
        copyRetention,
        restoreRules(),
        reader.sureNumber(path.child("partSizeMiB")) * MEBIBYTE,
        reader.number(path.child("parallelism")).orElse(slots),
        reader.sureNumber(path.child("holders")),
        reader.sureNumber(path.child("maxMinutes")),
        reader.text(path.child("onDdl")).orElseThrow());
  }

  private RestoreRules restoreRules() {
    List<String> approvers = reader.texts(path.child("approvers"));
    int quorum = reader.sureNumber(path.child("quorum"));
    if (quorum > Math.max(1, approvers.size())) {
      reader.problem(
          path.child("quorum"), quorum + " of " + approvers.size() + " approvers can never agree");
      quorum = 1;
    }
    return new RestoreRules(
        approvers,
        quorum,
        reader.sureNumber(path.child("approvalDeadlineMinutes")),
        reader.sureNumber(path.child("rollbackWindowMinutes")),
        reader.flag(path.child("unattended")).orElseThrow(),
        reader.flag(path.child("protected")).orElseThrow(),
        reader.items(path.child("checks")).stream().map(this::sqlCheck).toList());
  }

  private SqlCheck sqlCheck(KeyPath check) {
    return new SqlCheck(
        reader.text(check.child("name")).orElseThrow(),
        reader.text(check.child("sql")).orElseThrow(),
        reader.text(check.child("expect")).orElseThrow());
  }

  private RetentionPolicy policy(KeyPath rules) {
    Map<Tier, Integer> tiers = new EnumMap<>(Tier.class);
    for (Tier tier : Tier.values()) {
      reader
          .number(rules.child(tier.name().toLowerCase(Locale.ROOT)))
          .ifPresent(count -> tiers.put(tier, count));
    }
    return RetentionPolicy.of(
            reader.number(rules.child("keepLast")).orElse(0),
            reader.number(rules.child("keepWithinDays")).orElse(0))
        .withTiers(tiers, zone(rules.child("timeZone")))
        .withMaxDeletedPercent(reader.sureNumber(rules.child("maxDeletedPercent")));
  }

  private ZoneId zone(KeyPath at) {
    String zone = reader.text(at).orElse("UTC");
    if (zone.equals("UTC")) {
      return ZoneOffset.UTC;
    }
    try {
      return ZoneId.of(zone);
    } catch (DateTimeException e) {
      reader.problem(at, "\"" + zone + "\" is no time zone; write one such as Europe/Berlin");
      return ZoneOffset.UTC;
    }
  }

  private Optional<ConnectionTarget> target(String key) {
    try {
      return reader.text(path.child(key)).map(DatabaseUri::parse);
    } catch (IllegalArgumentException e) {
      reader.problem(path.child(key), String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  private void requireStore(KeyPath at, String store, List<String> known) {
    if (!known.contains(store)) {
      reader.problem(
          at,
          "there is no such store; "
              + (known.isEmpty()
                  ? "none is possible here"
                  : "known are " + String.join(", ", known)));
    }
  }
}
