package io.tidemark.worker.config;

import java.util.ArrayList;
import java.util.List;

/**
 * The way to a value in the configuration: {@code databases.orders.url}.
 *
 * @param names keys and, for what is in a list, positions from 0 on
 */
record KeyPath(List<String> names) {
  static final KeyPath ROOT = new KeyPath(List.of());

  KeyPath {
    names = List.copyOf(names);
  }

  static KeyPath of(String... names) {
    return new KeyPath(List.of(names));
  }

  KeyPath child(String name) {
    List<String> longer = new ArrayList<>(names);
    longer.add(name);
    return new KeyPath(longer);
  }

  KeyPath parent() {
    return new KeyPath(names.subList(0, names.size() - 1));
  }

  String last() {
    return names.get(names.size() - 1);
  }

  boolean isRoot() {
    return names.isEmpty();
  }

  @Override
  public String toString() {
    return String.join(".", names);
  }
}
