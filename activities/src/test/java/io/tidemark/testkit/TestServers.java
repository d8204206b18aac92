package io.tidemark.testkit;

import io.tidemark.provision.PostgresInstallation;
import io.tidemark.provision.ProgramCache;
import io.tidemark.provision.ScratchPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One running server per major version, started when first asked for, shared by all tests of this
 * JVM and stopped at its end.
 */
public final class TestServers {
  /** Major versions with a full set of client programs; 14 and 16 have a server only. */
  public static final List<Integer> WITH_CLIENTS = List.of(15, 17, 18);

  // Enough for tests of the lock table and of prepared transactions to behave as by default.
  private static final Map<String, String> SETTINGS = Map.of("max_prepared_transactions", "5");

  private static final int FIRST_WITH_EXTENSION_PATH = 18;

  private static final TestServers OF_THIS_JVM = new TestServers();

  private final Map<Integer, ScratchPostgres> running = new TreeMap<>();
  private final AtomicInteger names = new AtomicInteger();

  private TestServers() {}

  /** The server of a major version, 14 to 18. */
  public static ScratchPostgres server(int major) {
    return OF_THIS_JVM.running(major);
  }

  /** A new, empty database on the server of this major version; closing it drops it. */
  public static TestDatabase database(int major) {
    return database(major, "");
  }

  /**
   * The same, with more of CREATE DATABASE.
   *
   * @param options for example {@code ENCODING 'SQL_ASCII'}
   */
  public static TestDatabase database(int major, String options) {
    String name = "test_" + OF_THIS_JVM.names.incrementAndGet();
    return TestDatabase.create(server(major), name, options);
  }

  /**
   * A copy of a database's contents, made by the server itself, without its subscriptions.
   *
   * @param name of the copy; whoever asks for it drops it
   */
  static void copy(TestDatabase source, String name) {
    source.dropSubscriptions();
    TestDatabase.create(source.server(), name, "TEMPLATE " + source.name());
  }

  /** Where the programs of a major version lie; fetched when they are not installed. */
  public static PostgresInstallation installation(int major) {
    try {
      Optional<PostgresInstallation> installed = PostgresInstallation.installed(major);
      if (installed.isPresent()) {
        return installed.get();
      }
      return major == 14 || major == 16
          ? ServerArchive.unpacked(major)
          : PostgresInstallation.fetch(major, ProgramCache.folder());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private synchronized ScratchPostgres running(int major) {
    return running.computeIfAbsent(major, TestServers::start);
  }

  private static ScratchPostgres start(int major) {
    try {
      Map<String, String> settings = new TreeMap<>(SETTINGS);
      if (major >= FIRST_WITH_EXTENSION_PATH) {
        settings.put("extension_control_path", "$system:" + ZooExtension.install());
      }
      return ScratchPostgres.start(installation(major), settings);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
