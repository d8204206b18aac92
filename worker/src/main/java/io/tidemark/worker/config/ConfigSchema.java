package io.tidemark.worker.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonNodePath;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import io.tidemark.api.Spelling;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * What a configuration looks like: the one place that knows keys, types, bounds and defaults, of
 * the file and, since variables are put into the same shape, of the environment. Editors use it as
 * well.
 */
public final class ConfigSchema {
  private static final String RESOURCE = "tidemark.schema.json";

  private final JsonNode document;

  ConfigSchema() {
    try {
      this.document = new ObjectMapper().readTree(text());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The schema, as published. */
  public static String text() {
    try (InputStream in =
        Objects.requireNonNull(ConfigSchema.class.getResourceAsStream(RESOURCE), RESOURCE)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Everything in a tree that is not as described, a sentence each. */
  List<String> problems(ConfigTree tree) {
    JsonSchema schema = JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(document);
    Set<String> problems = new LinkedHashSet<>();
    for (ValidationMessage message : schema.validate(tree.root())) {
      // What is missing in the environment is said in the environment's own words.
      if (!message.getType().equals("required") || !tree.origin(KeyPath.ROOT).named()) {
        problems.add(sentence(tree, message));
      }
    }
    return List.copyOf(problems);
  }

  /** Puts in what is not given and has a default. */
  void applyDefaults(ConfigTree tree) {
    applyDefaults(tree, KeyPath.ROOT, tree.root(), document);
  }

  /** What the schema says of a place; missing where it says nothing. */
  JsonNode describe(KeyPath path) {
    JsonNode schema = document;
    for (String name : path.names()) {
      schema = resolved(child(schema, name));
    }
    return schema;
  }

  /** Every key, {@code <name>} for names that people choose and {@code []} for lists. */
  Set<String> keys() {
    Set<String> keys = new TreeSet<>();
    collect(document, "", keys);
    return keys;
  }

  private void collect(JsonNode schema, String path, Set<String> keys) {
    JsonNode properties = schema.path("properties");
    JsonNode others = schema.path("additionalProperties");
    if (properties.isObject()) {
      properties
          .fieldNames()
          .forEachRemaining(
              name ->
                  collect(
                      resolved(properties.get(name)),
                      path.isEmpty() ? name : path + "." + name,
                      keys));
    } else if (others.isObject()) {
      collect(resolved(others), path + ".<name>", keys);
    } else if (resolved(schema.path("items")).path("properties").isObject()) {
      collect(resolved(schema.path("items")), path + "[]", keys);
    } else {
      keys.add(path);
    }
  }

  private void applyDefaults(ConfigTree tree, KeyPath path, JsonNode value, JsonNode schema) {
    if (value instanceof ObjectNode object) {
      schema
          .path("properties")
          .properties()
          .forEach(
              property -> {
                JsonNode standard = resolved(property.getValue()).path("default");
                if (!object.has(property.getKey()) && !standard.isMissingNode()) {
                  object.set(property.getKey(), standard.deepCopy());
                  tree.remember(path.child(property.getKey()), ConfigTree.Origin.DEFAULT);
                }
              });
      object
          .fieldNames()
          .forEachRemaining(
              name ->
                  applyDefaults(
                      tree, path.child(name), object.get(name), resolved(child(schema, name))));
    }
  }

  private String sentence(ConfigTree tree, ValidationMessage message) {
    KeyPath path = path(message.getInstanceLocation());
    JsonNode place = document.at(parent(message.getSchemaLocation().getFragment()));
    return switch (message.getType()) {
      case "additionalProperties" -> unknown(tree, path.child(message.getProperty()), place);
      case "required" -> tree.at(path.child(message.getProperty())) + " is not given";
      case "maxProperties", "minProperties" ->
          tree.at(path) + " must have " + choice(place, message.getType());
      case "uniqueItems" -> tree.at(path) + " has one of its values twice";
      default -> tree.at(path) + ": " + shown(tree, path) + " is not " + expected(resolved(place));
    };
  }

  private static String unknown(ConfigTree tree, KeyPath path, JsonNode place) {
    List<String> known = names(place.path("properties"));
    return tree.at(path)
        + " is no key of Tidemark's; "
        + Spelling.nearest(path.last(), known)
            .map(near -> "did you mean " + near + "?")
            .orElseGet(() -> "known here are " + String.join(", ", known));
  }

  private static String choice(JsonNode place, String keyword) {
    JsonNode properties = place.path("properties");
    if (properties.isMissingNode()) {
      return "at least one name below it";
    }
    return (keyword.equals("minProperties") && !place.has("maxProperties")
            ? "at least one of "
            : "exactly one of ")
        + String.join(", ", names(properties));
  }

  private String shown(ConfigTree tree, KeyPath path) {
    Optional<JsonNode> value = tree.find(path);
    if (value.isEmpty()) {
      return "nothing";
    }
    if (value.get().isObject()) {
      return "a mapping";
    }
    if (value.get().isArray()) {
      return "a list of " + value.get().size();
    }
    boolean hidden = tree.isSecret(path) || describe(path).path("writeOnly").asBoolean();
    return hidden ? "what is given" : "\"" + value.get().asText() + "\"";
  }

  private static String expected(JsonNode schema) {
    if (schema.has("enum")) {
      return "one of "
          + StreamSupport.stream(schema.get("enum").spliterator(), false)
              .map(JsonNode::asText)
              .reduce((one, other) -> one + ", " + other)
              .orElse("");
    }
    if (schema.has("title")) {
      return schema.get("title").asText();
    }
    return switch (schema.path("type").asText()) {
      case "integer" ->
          "a whole number from " + schema.path("minimum") + " to " + schema.path("maximum");
      case "boolean" -> "true or false";
      case "array" -> schema.path("minItems").asInt() > 0 ? "a list of one or more" : "a list";
      case "object" -> "a mapping of keys to values";
      case "string" -> "a text of one character or more";
      default -> "a text or a number";
    };
  }

  /** References carry annotations beside them, which win over those of what they refer to. */
  private JsonNode resolved(JsonNode schema) {
    if (!schema.has("$ref")) {
      return schema;
    }
    ObjectNode whole = document.at(schema.get("$ref").asText().substring(1)).deepCopy();
    schema.properties().forEach(each -> whole.set(each.getKey(), each.getValue()));
    whole.remove("$ref");
    return whole;
  }

  private static JsonNode child(JsonNode schema, String name) {
    if (schema.path("properties").has(name)) {
      return schema.path("properties").get(name);
    }
    return schema.has("items") ? schema.get("items") : schema.path("additionalProperties");
  }

  private static String parent(JsonNodePath path) {
    List<String> names = new ArrayList<>(path(path).names());
    names.remove(names.size() - 1);
    return names.stream().map(name -> "/" + name).collect(Collectors.joining());
  }

  private static KeyPath path(JsonNodePath path) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < path.getNameCount(); i++) {
      names.add(String.valueOf(path.getElement(i)));
    }
    return new KeyPath(names);
  }

  private static List<String> names(JsonNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
