package io.tidemark.worker.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.tidemark.worker.config.ConfigTree.Origin;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Reads a YAML 1.2 file into a tree that knows every value's line. */
final class YamlFile {
  private final String name;
  private final References references;
  private final List<String> problems;
  private final ConfigTree tree = new ConfigTree();

  private YamlFile(String name, References references, List<String> problems) {
    this.name = name;
    this.references = references;
    this.problems = problems;
  }

  /**
   * Reads a file, or some of it.
   *
   * @param sections top-level keys to read; empty for all
   * @param problems gets what is wrong, each with its line
   */
  static ConfigTree read(
      Path path, Set<String> sections, References references, List<String> problems) {
    YamlFile file = new YamlFile(String.valueOf(path.getFileName()), references, problems);
    file.tree.remember(KeyPath.ROOT, new Origin(file.name, false));
    try {
      Optional<Node> root =
          new Compose(LoadSettings.builder().setLabel(file.name).build())
              .composeString(Files.readString(path));
      if (root.isEmpty() || !(root.get() instanceof MappingNode mapping)) {
        problems.add(file.name + ": holds no keys; see docs/configuration.md for an example");
      } else {
        file.fill(file.tree.root(), KeyPath.ROOT, mapping, sections);
      }
    } catch (MarkedYamlEngineException e) {
      String line = e.getProblemMark().map(YamlFile::line).map(number -> ":" + number).orElse("");
      problems.add(file.name + line + ": is no YAML: " + e.getProblem());
    } catch (YamlEngineException e) {
      problems.add(file.name + ": is no YAML: " + e.getMessage());
    } catch (IOException e) {
      problems.add(path + " cannot be read as a text (" + e.getClass().getSimpleName() + ")");
    }
    return file.tree;
  }

  private void fill(ObjectNode object, KeyPath path, MappingNode mapping, Set<String> only) {
    for (NodeTuple tuple : mapping.getValue()) {
      if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
        problems.add(origin(tuple.getKeyNode()).source() + ": a key must be a word");
        continue;
      }
      String word = key.getValue();
      KeyPath child = path.child(word);
      if (!only.isEmpty() && !only.contains(word)) {
        continue;
      }
      if (object.has(word)) {
        problems.add(origin(key).source() + ": " + child + " is given twice");
        continue;
      }
      tree.remember(child, origin(key));
      object.set(word, value(tuple.getValueNode(), child));
    }
  }

  private JsonNode value(Node node, KeyPath path) {
    if (node.isRecursive()) {
      problems.add(tree.at(path) + " contains itself");
      return NullNode.getInstance();
    }
    if (node instanceof MappingNode mapping) {
      ObjectNode object = JsonNodeFactory.instance.objectNode();
      fill(object, path, mapping, Set.of());
      return object;
    }
    if (node instanceof SequenceNode sequence) {
      ArrayNode array = JsonNodeFactory.instance.arrayNode();
      for (Node item : sequence.getValue()) {
        KeyPath child = path.child(Integer.toString(array.size()));
        tree.remember(child, origin(item));
        array.add(value(item, child));
      }
      return array;
    }
    return scalar((ScalarNode) node, path);
  }

  private JsonNode scalar(ScalarNode node, KeyPath path) {
    String text = node.getValue();
    if (node.getTag().equals(Tag.NULL)) {
      return NullNode.getInstance();
    }
    if (node.getTag().equals(Tag.BOOL)) {
      return BooleanNode.valueOf(Boolean.parseBoolean(text));
    }
    if (node.getTag().equals(Tag.INT)) {
      return JsonNodeFactory.instance.numberNode(new BigInteger(text));
    }
    if (node.getTag().equals(Tag.FLOAT) && text.matches("[-+.0-9eE]+")) {
      return JsonNodeFactory.instance.numberNode(new BigDecimal(text));
    }
    if (!References.in(text)) {
      return TextNode.valueOf(text);
    }
    tree.keepSecret(path);
    try {
      return TextNode.valueOf(references.resolve(text));
    } catch (IllegalArgumentException e) {
      problems.add(tree.at(path) + ": " + e.getMessage());
      // Still a text, so that nothing else is said of it.
      return TextNode.valueOf(text);
    }
  }

  private Origin origin(Node node) {
    return new Origin(name + node.getStartMark().map(mark -> ":" + line(mark)).orElse(""), false);
  }

  private static int line(Mark mark) {
    return mark.getLine() + 1;
  }
}
