package io.tidemark.worker.config;

import io.tidemark.api.TaskQueues;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Reads environment and file into a {@link TidemarkConfig}.
 *
 * <p>Without a file the environment describes one database. With one, databases and stores are the
 * file's alone; the environment's key is used when the file names none; and what is said of this
 * process and its machine in the environment wins.
 */
public final class ConfigLoader {
  /** Names the file; set to where one was found by {@link #findFile}. */
  public static final String FILE_VARIABLE = "TIDEMARK_CONFIG";

  private static final String USUAL_FILE = "tidemark.yaml";
  private static final KeyPath TASK_QUEUE = KeyPath.of("worker", "taskQueue");

  private ConfigLoader() {}

  /**
   * Reads everything that a worker needs.
   *
   * @param environment usually {@link #findFile} of {@link System#getenv()}
   * @throws ConfigException with every problem
   */
  public static TidemarkConfig load(Map<String, String> environment) throws ConfigException {
    return effective(environment).config();
  }

  /**
   * Reads everything that a worker needs, and remembers where each value was written.
   *
   * @throws ConfigException with every problem
   */
  public static EffectiveConfig effective(Map<String, String> environment) throws ConfigException {
    Map<String, String> given = given(environment);
    List<String> problems = new ArrayList<>();
    List<String> warnings = new ArrayList<>();
    ConfigSchema schema = new ConfigSchema();
    checkNames(given, problems, warnings);
    ConfigTree tree = tree(given, schema, problems, warnings);
    List<String> misshapen = schema.problems(tree);
    problems.addAll(misshapen);
    schema.applyDefaults(tree);
    Optional<TidemarkConfig> config =
        new Assembly(tree, problems, warnings)
            .assemble(misshapen.isEmpty(), OperationVariables.read(given, problems));
    if (config.isEmpty() || !problems.isEmpty()) {
      throw new ConfigException(problems);
    }
    return new EffectiveConfig(config.get(), tree, schema);
  }

  /**
   * Reads what commands need that only look at databases: no store, no key.
   *
   * @throws ConfigException with every problem
   */
  public static MonitoringConfig monitoring(Map<String, String> environment)
      throws ConfigException {
    Map<String, String> given = given(environment);
    List<String> problems = new ArrayList<>();
    checkNames(given, problems, new ArrayList<>());
    if (!problems.isEmpty()) {
      throw new ConfigException(problems);
    }
    MonitoringAssembly assembly = new MonitoringAssembly();
    if (given.containsKey(FILE_VARIABLE)) {
      assembly.ofFile(section("databases", given).root().path("databases"));
    } else {
      assembly.ofVariables(given);
    }
    String state = given.get("TIDEMARK_STATE");
    return assembly.assemble(
        state == null
            ? MonitoringConfig.usualState(given, Path.of(System.getProperty("user.home")))
            : Path.of(state).toAbsolutePath());
  }

  /**
   * The queue that workflows are started on: all that a client must know, besides where Temporal
   * is. Databases and stores are the worker's affair, so nothing else is looked at.
   *
   * @throws ConfigException when it cannot be a queue's name
   */
  public static String taskQueue(Map<String, String> environment) throws ConfigException {
    ConfigTree tree = section("worker", environment);
    List<String> problems = new ArrayList<>();
    ConfigSchema schema = new ConfigSchema();
    new EnvironmentTree(given(environment), schema, problems).addMachine(tree);
    tree.remember(KeyPath.ROOT, new ConfigTree.Origin("environment", true));
    problems.addAll(schema.problems(tree));
    if (!problems.isEmpty()) {
      throw new ConfigException(problems);
    }
    return tree.find(TASK_QUEUE).map(node -> node.asText()).orElse(TaskQueues.DEFAULT);
  }

  /**
   * The environment with {@value #FILE_VARIABLE} set to the file {@code tidemark.yaml} of a folder,
   * when there is one and none is set.
   *
   * @param folder usually the working directory
   */
  public static Map<String, String> findFile(Map<String, String> environment, Path folder) {
    Path file = folder.resolve(USUAL_FILE);
    if (!environment.getOrDefault(FILE_VARIABLE, "").isEmpty() || !Files.isRegularFile(file)) {
      return environment;
    }
    Map<String, String> all = new TreeMap<>(environment);
    all.put(FILE_VARIABLE, file.toString());
    return all;
  }

  /**
   * What the file says of Temporal, with the names of Temporal's own variables; empty without a
   * file.
   */
  static Map<String, String> temporal(Map<String, String> environment) throws ConfigException {
    Map<String, String> variables = new HashMap<>();
    ConfigTree tree = section("temporal", environment);
    tree.find(KeyPath.of("temporal", "address"))
        .ifPresent(address -> variables.put("TEMPORAL_ADDRESS", address.asText()));
    tree.find(KeyPath.of("temporal", "namespace"))
        .ifPresent(namespace -> variables.put("TEMPORAL_NAMESPACE", namespace.asText()));
    return variables;
  }

  private static ConfigTree tree(
      Map<String, String> given,
      ConfigSchema schema,
      List<String> problems,
      List<String> warnings) {
    EnvironmentTree environment = new EnvironmentTree(given, schema, problems);
    String file = given.get(FILE_VARIABLE);
    if (file == null) {
      warnings.addAll(CloudProvider.unused(given));
      return environment.whole();
    }
    ConfigTree tree = YamlFile.read(Path.of(file), Set.of(), new References(given), problems);
    environment.addMachine(tree);
    environment.addEmulator(tree);
    if (!tree.root().has("keys")) {
      environment.addKeys(tree);
    }
    for (String name : Variables.replacedByFile()) {
      if (given.containsKey(name)) {
        warnings.add(name + " is not read: " + file + " describes databases and stores");
      }
    }
    return tree;
  }

  /** One section of the file, and nothing else of it: clients need no secrets. */
  private static ConfigTree section(String name, Map<String, String> environment)
      throws ConfigException {
    Map<String, String> given = given(environment);
    String file = given.get(FILE_VARIABLE);
    if (file == null) {
      return new ConfigTree();
    }
    List<String> problems = new ArrayList<>();
    ConfigTree tree = YamlFile.read(Path.of(file), Set.of(name), new References(given), problems);
    if (!problems.isEmpty()) {
      throw new ConfigException(problems);
    }
    return tree;
  }

  /** Misspelt names do nothing at all, which nobody notices before a restore. */
  private static void checkNames(
      Map<String, String> given, List<String> problems, List<String> warnings) {
    UnknownVariables unknown = new UnknownVariables(Variables.names());
    for (String name : given.keySet()) {
      unknown.problem(name).ifPresent(problems::add);
      unknown.warning(name).ifPresent(warnings::add);
    }
  }

  /** Set to nothing is not set, as compose files and shells write it. */
  private static Map<String, String> given(Map<String, String> environment) {
    Map<String, String> given = new TreeMap<>(environment);
    given.values().removeIf(String::isEmpty);
    return given;
  }
}
