package io.tidemark.load;

import io.tidemark.postgres.PgProgram;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;

/**
 * Builds what comes after the rows: indexes, constraints, triggers, materialized views. Entry by
 * entry, each in one transaction with a marker, so that it can be killed anywhere and run again.
 *
 * <p>The bookkeeping schema goes in the same transaction that creates the event triggers: when it
 * is gone, everything is done.
 */
public final class PostDataLoad {
  private static final String SUBSCRIPTION = "SUBSCRIPTION";

  private final PgRestore restore;
  private final Lanes lanes;
  private final Bookkeeping bookkeeping;
  private final int count;

  /**
   * @param pgRestore not older than the pg_dump that wrote the archive
   * @param side sessions to the side database, all with one application name that is this load's
   * @param restoreId identity of the restore
   * @param lanes sessions that build at once
   */
  public PostDataLoad(PgProgram pgRestore, Connector side, String restoreId, int lanes) {
    this.restore = new PgRestore(pgRestore, "");
    this.lanes = new Lanes(side);
    this.bookkeeping = new Bookkeeping(restoreId);
    this.count = lanes;
  }

  /**
   * What was built.
   *
   * @param entries number of entries, those of earlier attempts included
   * @param notices warnings, and subscriptions that were not created; for people to read
   */
  public record Built(int entries, List<String> notices) {
    public Built {
      notices = List.copyOf(notices);
    }
  }

  /**
   * Builds everything that is not built yet.
   *
   * @param schema the archive with definitions; opened twice
   * @param tablespaces false to leave everything in the database's own tablespace
   */
  public Built load(ArchiveSource schema, boolean tablespaces, LoadProgress progress)
      throws LoadException, IOException, SQLException, InterruptedException {
    Collection<String> notices = new ConcurrentLinkedQueue<>();
    List<PostDataEntry> entries = entries(schema, tablespaces, notices);
    progress.expect(entries.size());
    Set<String> done = new HashSet<>();
    if (!prepare(done)) {
      progress.addDone(entries.size());
      return new Built(entries.size(), List.copyOf(notices));
    }
    PostDataOrder order = new PostDataOrder(entries);
    Statistics statistics = new Statistics(lanes, count, notices);
    for (Phase phase : Phase.values()) {
      List<PostDataEntry> left =
          order.entries(phase).stream()
              .filter(entry -> !done.contains(EntryRunner.marker(entry)))
              .collect(Collectors.toList());
      progress.addDone(order.entries(phase).size() - left.size());
      switch (phase) {
        case FOREIGN_KEYS -> statistics.gather(Statistics.TABLES);
        case EVENT_TRIGGERS -> statistics.gather(Statistics.MATERIALIZED_VIEWS);
        case INDEXES, DEFINITIONS, GUARDS, REFRESH -> {}
      }
      if (phase == Phase.EVENT_TRIGGERS) {
        lanes.run(1, session -> finish(session, left, notices, progress));
      } else if (!left.isEmpty()) {
        build(phase, left, notices, progress);
      }
    }
    return new Built(entries.size(), List.copyOf(notices));
  }

  /**
   * Ends earlier attempts and reads their markers.
   *
   * @return false when everything is done already
   */
  private boolean prepare(Set<String> done)
      throws LoadException, IOException, SQLException, InterruptedException {
    AtomicBoolean unfinished = new AtomicBoolean();
    lanes.run(
        1,
        session -> {
          Predecessors.end(session);
          if (bookkeeping.exists(session)) {
            unfinished.set(true);
            done.addAll(bookkeeping.done(session));
          }
        });
    return unfinished.get();
  }

  private void build(
      Phase phase, List<PostDataEntry> entries, Collection<String> notices, LoadProgress progress)
      throws LoadException, IOException, SQLException, InterruptedException {
    EntryQueue queue = new EntryQueue(entries);
    lanes.run(
        phase.parallel() ? Math.min(count, entries.size()) : 1,
        session -> {
          EntryRunner runner = new EntryRunner(session, bookkeeping, notices);
          for (Optional<PostDataEntry> next = queue.take(); next.isPresent(); next = queue.take()) {
            runner.run(next.get());
            queue.done(next.get());
            progress.addDone(1);
          }
        });
  }

  private void finish(
      Connection session,
      List<PostDataEntry> eventTriggers,
      Collection<String> notices,
      LoadProgress progress)
      throws SQLException {
    EntryRunner runner = new EntryRunner(session, bookkeeping, notices);
    session.setAutoCommit(false);
    bookkeeping.drop(session);
    for (PostDataEntry entry : eventTriggers) {
      runner.execute(entry);
    }
    session.commit();
    progress.addDone(eventTriggers.size());
  }

  private List<PostDataEntry> entries(
      ArchiveSource schema, boolean tablespaces, Collection<String> notices)
      throws LoadException, IOException, InterruptedException {
    LoadProgress unseen = new LoadProgress();
    byte[] list = restore.offline(arguments(tablespaces, "--list"), schema, unseen).stdout();
    TocListing everything = TocListing.parse(new String(list, StandardCharsets.ISO_8859_1));
    for (String line : everything.lines(SUBSCRIPTION)) {
      notices.add("not created, since it would reach its publisher: " + line);
    }
    byte[] script =
        restore
            .offline(
                arguments(tablespaces, "--no-subscriptions", "--verbose", "--file=-"),
                schema,
                unseen)
            .stdout();
    return PostDataScript.parse(ScriptText.decode(script), everything.without(SUBSCRIPTION));
  }

  private static List<String> arguments(boolean tablespaces, String... more) {
    List<String> arguments = new ArrayList<>(List.of("--section=post-data"));
    arguments.addAll(List.of(more));
    if (!tablespaces) {
      arguments.add("--no-tablespaces");
    }
    return arguments;
  }
}
