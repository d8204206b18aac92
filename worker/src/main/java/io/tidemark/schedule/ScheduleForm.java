package io.tidemark.schedule;

import io.temporal.api.enums.v1.ScheduleOverlapPolicy;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.schedules.Schedule;
import io.temporal.client.schedules.ScheduleActionStartWorkflow;
import io.temporal.client.schedules.ScheduleIntervalSpec;
import io.temporal.client.schedules.SchedulePolicy;
import io.temporal.client.schedules.ScheduleSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A job as a Temporal Schedule, and a Temporal Schedule as lines that can be compared. */
final class ScheduleForm {
  private ScheduleForm() {}

  /** One run at a time: a second backup of a database would only wait for the first. */
  static Schedule of(ScheduledJob job, String taskQueue) {
    ScheduleSpec.Builder spec =
        ScheduleSpec.newBuilder().setTimeZoneName(job.zone().getId()).setJitter(job.jitter());
    if (job.cron().every().isPresent()) {
      spec.setIntervals(List.of(new ScheduleIntervalSpec(job.cron().every().get())));
    } else {
      spec.setCalendars(job.cron().times().stream().map(CalendarTimes::spec).toList());
    }
    return Schedule.newBuilder()
        .setAction(
            ScheduleActionStartWorkflow.newBuilder()
                .setWorkflowType(job.kind().workflowType())
                .setArguments(Map.of("database", job.database()))
                .setOptions(
                    WorkflowOptions.newBuilder()
                        .setWorkflowId(job.id())
                        .setTaskQueue(taskQueue)
                        // Both or neither: with one of them a schedule cannot be read back.
                        .setStaticSummary(job.kind().word() + " " + job.database())
                        .setStaticDetails("Started by the schedule " + job.id() + ".")
                        .build())
                .build())
        .setSpec(spec.build())
        .setPolicy(
            SchedulePolicy.newBuilder()
                .setOverlap(ScheduleOverlapPolicy.SCHEDULE_OVERLAP_POLICY_SKIP)
                .setCatchupWindow(job.catchUp())
                .build())
        .build();
  }

  /** What a schedule does, by name; equal lines mean equal schedules. */
  static Map<String, String> lines(Schedule schedule) {
    Map<String, String> lines = new TreeMap<>();
    ScheduleSpec spec = schedule.getSpec();
    lines.put("times", times(spec));
    lines.put("time zone", zone(spec));
    lines.put("jitter", Optional.ofNullable(spec.getJitter()).map(String::valueOf).orElse("PT0S"));
    SchedulePolicy policy = schedule.getPolicy();
    if (policy != null) {
      lines.put("overlap", policy.getOverlap().name().replace("SCHEDULE_OVERLAP_POLICY_", ""));
      lines.put("catch-up", String.valueOf(policy.getCatchupWindow()));
    }
    if (schedule.getAction() instanceof ScheduleActionStartWorkflow start) {
      lines.put("workflow", start.getWorkflowType());
      lines.put("workflow id", String.valueOf(start.getOptions().getWorkflowId()));
      lines.put("task queue", String.valueOf(start.getOptions().getTaskQueue()));
      lines.put("input", String.valueOf(start.getArguments().get(0, Map.class)));
    }
    return lines;
  }

  private static String times(ScheduleSpec spec) {
    String intervals =
        spec.getIntervals() == null
            ? ""
            : spec.getIntervals().stream()
                .map(interval -> "every " + interval.getEvery())
                .collect(Collectors.joining("; "));
    String calendars =
        spec.getCalendars() == null
            ? ""
            : spec.getCalendars().stream()
                .map(calendar -> CalendarTimes.of(calendar).toString())
                .sorted()
                .collect(Collectors.joining("; or "));
    return intervals.isEmpty() ? calendars : intervals + calendars;
  }

  private static String zone(ScheduleSpec spec) {
    String zone = spec.getTimeZoneName();
    return zone == null || zone.isEmpty() ? "UTC" : zone;
  }
}
