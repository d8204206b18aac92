package io.tidemark.worker.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads values of a tree of which the schema had nothing to say, or only of others. */
final class TreeReader {
  private final ConfigTree tree;
  private final List<String> problems;

  TreeReader(ConfigTree tree, List<String> problems) {
    this.tree = tree;
    this.problems = problems;
  }

  /** Keys of an object; none when it is absent. */
  List<String> names(KeyPath path) {
    List<String> names = new ArrayList<>();
    tree.find(path).ifPresent(object -> object.fieldNames().forEachRemaining(names::add));
    return names;
  }

  boolean has(KeyPath path) {
    return tree.find(path).isPresent();
  }

  Optional<String> text(KeyPath path) {
    return tree.find(path).map(JsonNode::asText);
  }

  /** The texts of a list; none when it is absent. */
  List<String> texts(KeyPath path) {
    List<String> texts = new ArrayList<>();
    tree.find(path).ifPresent(list -> list.forEach(item -> texts.add(item.asText())));
    return texts;
  }

  /** Paths to the items of a list; none when it is absent. */
  List<KeyPath> items(KeyPath path) {
    List<KeyPath> items = new ArrayList<>();
    tree.find(path)
        .ifPresent(list -> list.forEach(item -> items.add(path.child("" + items.size()))));
    return items;
  }

  Optional<Integer> number(KeyPath path) {
    return tree.find(path).map(JsonNode::asInt);
  }

  /** A number that the schema requires or has a default for. */
  int sureNumber(KeyPath path) {
    return number(path).orElseThrow();
  }

  Optional<Boolean> flag(KeyPath path) {
    return tree.find(path).map(JsonNode::asBoolean);
  }

  /** A path of this machine's file system, made absolute. */
  Optional<Path> path(KeyPath path) {
    return text(path).flatMap(value -> absolute(path, value));
  }

  /** The paths of a list. */
  List<Path> paths(KeyPath path) {
    return items(path).stream().flatMap(item -> path(item).stream()).toList();
  }

  /** An address, with http when it names no scheme. */
  Optional<URI> address(KeyPath path) {
    return text(path)
        .flatMap(
            value -> {
              try {
                URI address = new URI(value.contains("://") ? value : "http://" + value);
                if (address.getHost() != null) {
                  return Optional.of(address);
                }
              } catch (URISyntaxException e) {
                // Said below, as of an address without a host.
              }
              problem(path, "is no address; write https://host:port");
              return Optional.empty();
            });
  }

  void problem(KeyPath path, String sentence) {
    problems.add(tree.at(path) + ": " + sentence);
  }

  private Optional<Path> absolute(KeyPath path, String value) {
    if (value.contains("://")) {
      problem(path, "\"" + value + "\" is a URL; give a path of this machine's file system");
      return Optional.empty();
    }
    try {
      return Optional.of(Path.of(value).toAbsolutePath().normalize());
    } catch (InvalidPathException e) {
      problem(path, "is no path: " + e.getReason());
      return Optional.empty();
    }
  }
}
