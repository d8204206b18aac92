package io.tidemark.worker.config;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.postgres.DatabaseUri;
import java.util.ArrayList;
import java.util.List;

/** A configuration that can be used, with what it was made of, for people to look at. */
public final class EffectiveConfig {
  private final TidemarkConfig config;
  private final ConfigTree tree;
  private final ConfigSchema schema;

  EffectiveConfig(TidemarkConfig config, ConfigTree tree, ConfigSchema schema) {
    this.config = config;
    this.tree = tree;
    this.schema = schema;
  }

  /**
   * One value.
   *
   * @param key as in the file: {@code databases.orders.url}
   * @param value as JSON shows it; {@code ***} for a secret, {@code user@host:port/database} for a
   *     connection string
   * @param source a variable, a line of the file, or {@code default}
   */
  public record Value(String key, String value, String source) {}

  /** What programs work with. */
  public TidemarkConfig config() {
    return config;
  }

  /** Every value, defaults included, in the file's order. */
  public List<Value> values() {
    List<Value> values = new ArrayList<>();
    collect(KeyPath.ROOT, tree.root(), values);
    return values;
  }

  private void collect(KeyPath path, JsonNode node, List<Value> values) {
    if (node.isObject()) {
      node.fieldNames().forEachRemaining(name -> collect(path.child(name), node.get(name), values));
    } else if (node.isArray() && !node.isEmpty() && node.get(0).isObject()) {
      for (int i = 0; i < node.size(); i++) {
        collect(path.child(Integer.toString(i)), node.get(i), values);
      }
    } else {
      values.add(new Value(path.toString(), shown(path, node), tree.origin(path).source()));
    }
  }

  private String shown(KeyPath path, JsonNode node) {
    JsonNode described = schema.describe(path);
    if (described.path("format").asText().equals("postgresql")) {
      return DatabaseUri.parse(node.asText()).describe();
    }
    return tree.isSecret(path) || described.path("writeOnly").asBoolean() ? "***" : node.toString();
  }
}
