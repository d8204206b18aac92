package io.tidemark.worker.config;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.postgres.ConnectionTarget;
import io.tidemark.postgres.DatabaseUri;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Finds the addresses of databases, and nothing else of a configuration. */
final class MonitoringAssembly {
  private final List<String> problems = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();
  private final Map<String, ConnectionTarget> databases = new TreeMap<>();

  /** From the variables of a single database. */
  void ofVariables(Map<String, String> given) {
    boolean direct = given.containsKey("DIRECT_URL");
    String url = given.get(direct ? "DIRECT_URL" : "DATABASE_URL");
    if (url == null) {
      problems.add(
          "DATABASE_URL is not set: give the database to look at, such as"
              + " postgresql://user:password@host:5432/orders");
      return;
    }
    add("", direct ? "DIRECT_URL" : "DATABASE_URL", url);
  }

  /** From the file's section of databases. */
  void ofFile(JsonNode section) {
    section
        .properties()
        .forEach(
            entry -> {
              JsonNode direct = entry.getValue().path("directUrl");
              boolean hasDirect = direct.isTextual();
              JsonNode url = hasDirect ? direct : entry.getValue().path("url");
              String at = "databases." + entry.getKey() + (hasDirect ? ".directUrl" : ".url");
              if (url.isTextual()) {
                add(entry.getKey(), at, url.asText());
              } else {
                problems.add(at + ": give the address of the database");
              }
            });
    if (databases.isEmpty() && problems.isEmpty()) {
      problems.add("databases: there is none to look at");
    }
  }

  private void add(String name, String at, String url) {
    try {
      ConnectionTarget target = DatabaseUri.parse(url);
      if (target.pooled()) {
        problems.add(
            at + " leads to a pooler (pgbouncer=true): set DIRECT_URL (directUrl) to the server");
      }
      warnings.addAll(target.warnings());
      databases.put(name.isEmpty() ? target.database() : name, target);
    } catch (IllegalArgumentException e) {
      problems.add(at + ": " + e.getMessage());
    }
  }

  MonitoringConfig assemble(Path state) throws ConfigException {
    if (!problems.isEmpty()) {
      throw new ConfigException(problems);
    }
    return new MonitoringConfig(databases, state, warnings);
  }
}
