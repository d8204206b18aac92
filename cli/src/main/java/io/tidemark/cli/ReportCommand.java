package io.tidemark.cli;

import io.tidemark.cli.monitor.ReportPrinter;
import io.tidemark.cli.outcome.CommandException;
import io.tidemark.cli.outcome.ExitCode;
import io.tidemark.cli.terminal.Json;
import io.tidemark.postgres.PostgresException;
import io.tidemark.postgres.Sessions;
import io.tidemark.report.DatabaseReport;
import io.tidemark.report.ReportJson;
import io.tidemark.report.ReportName;
import io.tidemark.report.ReportSession;
import io.tidemark.report.Reports;
import io.tidemark.report.capture.CaptureStore;
import io.tidemark.report.html.HtmlReport;
import io.tidemark.worker.config.ConfigLoader;
import io.tidemark.worker.config.MonitoringConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "report",
    description = "Look at a database: connections, slow queries, indexes, bloat, locks, and more.")
final class ReportCommand implements Callable<Integer> {
  private static final String ALL = "all";
  private static final long GIBIBYTE = 1L << 30;

  private final CliContext context;

  @Parameters(
      paramLabel = "NAME",
      description =
          "all, connections, slow-queries, indexes, bloat, locks, cache, size, replication or"
              + " health.")
  private String name = ALL;

  @Parameters(paramLabel = "DB", arity = "0..1", index = "1", description = "Which database.")
  private @Nullable String database;

  @Option(names = "--html", paramLabel = "FILE", description = "Write one self-contained page.")
  private @Nullable Path html;

  @Option(
      names = "--capacity",
      paramLabel = "GIB",
      description = "Size of the server's disk, GiB: forecasts when it will be full.")
  private @Nullable Long capacity;

  @Mixin private JsonOption output = new JsonOption();

  ReportCommand(CliContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Exception {
    Set<ReportName> names = names();
    MonitoringConfig config = ConfigLoader.monitoring(context.environment());
    Reports reports =
        new Reports(
            new Sessions(),
            new CaptureStore(config.state().resolve("reports")),
            ReportSession.Limits.USUAL,
            capacity == null ? OptionalLong.empty() : OptionalLong.of(capacity * GIBIBYTE));
    DatabaseReport report;
    try {
      report = reports.take(Watched.choose(config, database), names);
    } catch (PostgresException e) {
      throw Watched.refused(e);
    }
    if (html != null) {
      Files.writeString(html, HtmlReport.of(report));
    }
    if (output.json()) {
      context.terminal().out().println(Json.line(ReportJson.of(report)));
    } else if (html != null) {
      context.terminal().out().println("wrote " + html);
    } else {
      new ReportPrinter(context.terminal()).print(report);
    }
    return (report.severity().wantsAttention() ? ExitCode.FINDINGS : ExitCode.OK).code();
  }

  private Set<ReportName> names() throws CommandException {
    if (name.equals(ALL)) {
      return EnumSet.allOf(ReportName.class);
    }
    return EnumSet.of(
        ReportName.of(name)
            .orElseThrow(
                () ->
                    CommandException.usage(
                        "there is no report "
                            + name
                            + "; there are: "
                            + Stream.concat(
                                    Stream.of(ALL),
                                    Stream.of(ReportName.values()).map(ReportName::key))
                                .collect(Collectors.joining(", ")))));
  }
}
