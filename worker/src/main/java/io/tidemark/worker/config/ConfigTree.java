package io.tidemark.worker.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What was configured, in the shape of the schema, and where each value was written. */
final class ConfigTree {
  private final ObjectNode root = JsonNodeFactory.instance.objectNode();
  private final Map<KeyPath, Origin> origins = new HashMap<>();
  private final Set<KeyPath> secret = new HashSet<>();

  /**
   * Where a value was written.
   *
   * @param source for people: a variable's name, {@code tidemark.yaml:12}, or {@code default}
   * @param named whether the source alone says which value is meant, as a variable does
   */
  record Origin(String source, boolean named) {
    static final Origin DEFAULT = new Origin("default", false);
  }

  ObjectNode root() {
    return root;
  }

  /** Sets a value, and makes the objects that lead to it. */
  void put(KeyPath path, JsonNode value, Origin origin) {
    ObjectNode parent = root;
    for (String name : path.parent().names()) {
      parent = parent.get(name) instanceof ObjectNode there ? there : parent.putObject(name);
    }
    parent.set(path.last(), value);
    origins.put(path, origin);
  }

  /** Notes where a value that is in the tree was written. */
  void remember(KeyPath path, Origin origin) {
    origins.put(path, origin);
  }

  /** Notes that a value came by reference, and is not to be shown. */
  void keepSecret(KeyPath path) {
    secret.add(path);
  }

  boolean isSecret(KeyPath path) {
    return secret.contains(path);
  }

  /** The value, or empty when it is absent or null. */
  Optional<JsonNode> find(KeyPath path) {
    JsonNode node = root;
    for (String name : path.names()) {
      node = node.isArray() ? node.path(Integer.parseInt(name)) : node.path(name);
    }
    return node.isMissingNode() || node.isNull() ? Optional.empty() : Optional.of(node);
  }

  /** Where a value was written; for one that is missing, where it would have to be. */
  Origin origin(KeyPath path) {
    KeyPath at = path;
    while (!at.isRoot()) {
      Origin origin = origins.get(at);
      if (origin != null) {
        return origin;
      }
      at = at.parent();
    }
    return origins.getOrDefault(at, Origin.DEFAULT);
  }

  /** A problem's or warning's beginning: which value it is about, and where that was written. */
  String at(KeyPath path) {
    Origin origin = origin(path);
    return origin.named() || path.isRoot() ? origin.source() : origin.source() + ": " + path;
  }
}
