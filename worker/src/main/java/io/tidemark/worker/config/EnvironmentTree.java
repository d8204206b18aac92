package io.tidemark.worker.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.tidemark.postgres.DatabaseUri;
import io.tidemark.worker.config.ConfigTree.Origin;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Puts variables into the shape of the file: one database, its stores, its keys, this machine. */
final class EnvironmentTree {
  private static final KeyPath KEYS = KeyPath.of("keys");

  private final Map<String, String> environment;
  private final ConfigSchema schema;
  private final List<String> problems;

  /**
   * @param environment without the variables that are set to nothing
   * @param problems gets what concerns several variables
   */
  EnvironmentTree(Map<String, String> environment, ConfigSchema schema, List<String> problems) {
    this.environment = environment;
    this.schema = schema;
    this.problems = problems;
  }

  /** All of it, for when there is no file. */
  ConfigTree whole() {
    ConfigTree tree = new ConfigTree();
    tree.remember(KeyPath.ROOT, new Origin("environment", true));
    addDatabase(tree, addStores(tree));
    addKeys(tree);
    addMachine(tree);
    return tree;
  }

  /** What is said of this process and its machine. */
  void addMachine(ConfigTree tree) {
    put(tree, KeyPath.of("worker"), Variables.MACHINE);
  }

  /** The keys of the environment, as far as there are any. */
  void addKeys(ConfigTree tree) {
    if (onlyOne(Variables.SECRET)) {
      put(tree, KEYS.child("secret"), Variables.SECRET);
    }
    if (onlyOne(Variables.PREVIOUS)) {
      Variables.PREVIOUS.forEach(
          (variable, key) -> {
            if (given(variable)) {
              ArrayNode entries = JsonNodeFactory.instance.arrayNode();
              entries.addObject().put(key, environment.get(variable));
              tree.put(KEYS.child("previous"), entries, new Origin(variable, true));
            }
          });
    }
    put(tree, KEYS, Variables.KEYS);
  }

  /** An emulator of Google's storage, for the stores there that name none. */
  void addEmulator(ConfigTree tree) {
    KeyPath stores = KeyPath.of("stores");
    tree.find(stores)
        .ifPresent(
            all ->
                all.fieldNames()
                    .forEachRemaining(
                        name -> {
                          KeyPath gcs = stores.child(name).child("gcs");
                          if (tree.find(gcs).isPresent() && !tree.find(gcs).get().has("emulator")) {
                            put(tree, gcs, Variables.EMULATOR);
                          }
                        }));
  }

  private List<String> addStores(ConfigTree tree) {
    List<String> names = new ArrayList<>();
    Optional<CloudProvider> cloud = CloudProvider.chosen(environment, problems);
    cloud.ifPresent(
        provider -> {
          KeyPath store = KeyPath.of("stores", CloudProvider.STORE);
          put(tree, store.child(provider.kind()), provider.variables());
          tree.remember(store, new Origin("CLOUD_STORAGE_PROVIDER", true));
          if (tree.find(store).isPresent()) {
            names.add(CloudProvider.STORE);
          }
          addEmulator(tree);
        });
    if (given("BACKUP_DIR")) {
      put(tree, KeyPath.of("stores", "local", "filesystem"), Variables.FOLDER);
      names.add("local");
    } else if (cloud.isEmpty() && !CloudProvider.asked(environment)) {
      problems.add(
          "BACKUP_DIR is not set: give the folder that backups are written to, or"
              + " CLOUD_STORAGE_PROVIDER");
    }
    return names;
  }

  private void addDatabase(ConfigTree tree, List<String> stores) {
    if (!given("DATABASE_URL") && !given("DIRECT_URL")) {
      problems.add(
          "DATABASE_URL is not set: give the database to back up, such as"
              + " postgresql://user:password@host:5432/orders");
    }
    KeyPath database = KeyPath.of("databases", databaseName());
    put(tree, database, Variables.DATABASE);
    if (!given("DATABASE_URL") && given("DIRECT_URL")) {
      tree.put(
          database.child("url"),
          TextNode.valueOf(environment.get("DIRECT_URL")),
          new Origin("DIRECT_URL", true));
    }
    KeyPath retention = database.child("retention");
    put(tree, retention, Variables.RETENTION);
    // One of the two rules does not switch the other off.
    tree.find(retention)
        .ifPresent(
            rules ->
                schema
                    .describe(retention)
                    .path("default")
                    .properties()
                    .forEach(
                        rule -> {
                          if (!rules.has(rule.getKey())) {
                            tree.put(
                                retention.child(rule.getKey()), rule.getValue(), Origin.DEFAULT);
                          }
                        }));
    ArrayNode names = JsonNodeFactory.instance.arrayNode();
    stores.forEach(names::add);
    if (!names.isEmpty()) {
      tree.put(
          database.child("stores"),
          names,
          new Origin(given("BACKUP_DIR") ? "BACKUP_DIR" : "CLOUD_STORAGE_PROVIDER", true));
    }
  }

  /** The database's own; another word when it cannot be told, which is said elsewhere. */
  private String databaseName() {
    for (String variable : List.of("DIRECT_URL", "DATABASE_URL")) {
      try {
        if (given(variable)) {
          return DatabaseUri.parse(environment.getOrDefault(variable, "")).database();
        }
      } catch (IllegalArgumentException e) {
        // The next one may do; what is wrong with this one is told elsewhere.
      }
    }
    return "database";
  }

  private void put(ConfigTree tree, KeyPath parent, Map<String, String> variables) {
    variables.forEach(
        (variable, key) -> {
          if (given(variable)) {
            KeyPath path = parent.child(key);
            String text = environment.getOrDefault(variable, "");
            tree.put(
                path,
                typed(text, schema.describe(path).path("type").asText()),
                new Origin(variable, true));
          }
        });
  }

  /** Variables are texts; one that is no number stays a text, and is refused as that. */
  @SuppressWarnings("StatementSwitchToExpressionSwitch") // a case is more than one expression
  private static JsonNode typed(String text, String type) {
    switch (type) {
      case "integer":
        return text.strip().matches("[-+]?\\d{1,18}")
            ? LongNode.valueOf(Long.parseLong(text.strip()))
            : TextNode.valueOf(text);
      case "boolean":
        return text.equals("true") || text.equals("false")
            ? BooleanNode.valueOf(Boolean.parseBoolean(text))
            : TextNode.valueOf(text);
      case "array":
        ArrayNode items = JsonNodeFactory.instance.arrayNode();
        Arrays.stream(text.split(",")).map(String::strip).forEach(items::add);
        return items;
      default:
        return TextNode.valueOf(text);
    }
  }

  /** Whether at most one of several ways to say the same is taken. */
  private boolean onlyOne(Map<String, String> ways) {
    List<String> taken = ways.keySet().stream().filter(this::given).toList();
    if (taken.size() > 1) {
      problems.add(String.join(" and ", taken) + " are set together: give one of them");
    }
    return taken.size() <= 1;
  }

  private boolean given(String name) {
    return environment.containsKey(name);
  }
}
