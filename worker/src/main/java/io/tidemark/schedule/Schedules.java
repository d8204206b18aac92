package io.tidemark.schedule;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.enums.v1.ScheduleOverlapPolicy;
import io.temporal.client.WorkflowClient;
import io.temporal.client.schedules.Schedule;
import io.temporal.client.schedules.ScheduleActionResult;
import io.temporal.client.schedules.ScheduleClient;
import io.temporal.client.schedules.ScheduleClientOptions;
import io.temporal.client.schedules.ScheduleException;
import io.temporal.client.schedules.ScheduleHandle;
import io.temporal.client.schedules.ScheduleListActionStartWorkflow;
import io.temporal.client.schedules.ScheduleListDescription;
import io.temporal.client.schedules.ScheduleOptions;
import io.temporal.client.schedules.ScheduleUpdate;
import io.tidemark.schedule.ScheduleChange.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The schedules of one installation, which is one task queue of one namespace. Ours carry the task
 * queue in their memo; others are neither listed nor touched.
 */
public final class Schedules {
  private static final String MEMO = "tidemark";

  private final ScheduleClient client;
  private final String taskQueue;

  /**
   * Uses the client's connection, namespace and converter.
   *
   * @param taskQueue on which jobs are started
   */
  public Schedules(WorkflowClient client, String taskQueue) {
    this.client =
        ScheduleClient.newInstance(
            client.getWorkflowServiceStubs(),
            ScheduleClientOptions.newBuilder()
                .setNamespace(client.getOptions().getNamespace())
                .setDataConverter(client.getOptions().getDataConverter())
                .build());
    this.taskQueue = taskQueue;
  }

  /** What has to be done so that there are these and no other; nothing is done yet. */
  public List<ScheduleChange> plan(List<ScheduledJob> jobs) {
    Map<String, ScheduleChange> changes = new TreeMap<>();
    for (ScheduledJob job : jobs) {
      Map<String, String> wanted = ScheduleForm.lines(ScheduleForm.of(job, taskQueue));
      changes.put(
          job.id(),
          find(job.id())
              .map(now -> ScheduleChange.between(job.id(), ScheduleForm.lines(now), wanted))
              .orElseGet(() -> new ScheduleChange(job.id(), Kind.CREATE, Map.of(), wanted)));
    }
    for (ScheduleState state : list()) {
      changes.computeIfAbsent(
          state.id(), id -> new ScheduleChange(id, Kind.DELETE, Map.of(), Map.of()));
    }
    return List.copyOf(changes.values());
  }

  /**
   * Does what was planned. A schedule that somebody paused stays paused.
   *
   * @param jobs those that {@code changes} were planned for
   */
  public void apply(List<ScheduleChange> changes, List<ScheduledJob> jobs) {
    Map<String, ScheduledJob> byId = new TreeMap<>();
    jobs.forEach(job -> byId.put(job.id(), job));
    for (ScheduleChange change : changes) {
      ScheduledJob job = byId.get(change.id());
      if (change.kind() == Kind.DELETE) {
        client.getHandle(change.id()).delete();
      } else if (job != null && change.kind() == Kind.CREATE) {
        client.createSchedule(
            job.id(),
            ScheduleForm.of(job, taskQueue),
            ScheduleOptions.newBuilder().setMemo(Map.of(MEMO, taskQueue)).build());
      } else if (job != null && change.kind() == Kind.UPDATE) {
        update(job);
      }
    }
  }

  private void update(ScheduledJob job) {
    client
        .getHandle(job.id())
        .update(
            input ->
                new ScheduleUpdate(
                    Schedule.newBuilder(ScheduleForm.of(job, taskQueue))
                        .setState(input.getDescription().getSchedule().getState())
                        .build()));
  }

  /** All of this installation, by id. Temporal's list may be a moment behind. */
  public List<ScheduleState> list() {
    try (Stream<ScheduleListDescription> all = client.listSchedules()) {
      List<ScheduleState> ours = new ArrayList<>();
      all.filter(this::isOurs).forEach(each -> ours.add(state(each)));
      ours.sort(Comparator.comparing(ScheduleState::id));
      return ours;
    }
  }

  /**
   * Makes it start nothing any more.
   *
   * @return false when there is no such schedule
   */
  public boolean pause(String id, String note) {
    return with(id, handle -> handle.pause(note));
  }

  /** Makes it start its jobs again; false when there is no such schedule. */
  public boolean resume(String id, String note) {
    return with(id, handle -> handle.unpause(note));
  }

  /** Starts its job now, unless it runs already; false when there is no such schedule. */
  public boolean run(String id) {
    return with(id, handle -> handle.trigger(ScheduleOverlapPolicy.SCHEDULE_OVERLAP_POLICY_SKIP));
  }

  /** Deletes it; what it started goes on. False when there is no such schedule. */
  public boolean delete(String id) {
    return with(id, ScheduleHandle::delete);
  }

  private boolean with(String id, Consumer<ScheduleHandle> action) {
    try {
      action.accept(client.getHandle(id));
      return true;
    } catch (ScheduleException e) {
      if (missing(e)) {
        return false;
      }
      throw e;
    }
  }

  private Optional<Schedule> find(String id) {
    try {
      return Optional.of(client.getHandle(id).describe().getSchedule());
    } catch (ScheduleException e) {
      if (missing(e)) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private static boolean missing(ScheduleException e) {
    return e.getCause() instanceof StatusRuntimeException refused
        && refused.getStatus().getCode() == Status.Code.NOT_FOUND;
  }

  private boolean isOurs(ScheduleListDescription each) {
    return taskQueue.equals(each.getMemo(MEMO, String.class));
  }

  private static ScheduleState state(ScheduleListDescription each) {
    List<ScheduleActionResult> recent = each.getInfo().getRecentActions();
    return new ScheduleState(
        each.getScheduleId(),
        each.getSchedule().getAction() instanceof ScheduleListActionStartWorkflow start
            ? start.getWorkflow()
            : "",
        each.getSchedule().getState().isPaused(),
        String.valueOf(each.getSchedule().getState().getNote()),
        each.getInfo().getNextActionTimes().stream().findFirst(),
        recent.isEmpty()
            ? Optional.empty()
            : Optional.of(recent.get(recent.size() - 1).getStartedAt()));
  }
}
