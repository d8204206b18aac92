package io.tidemark.worker.config;

import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import io.tidemark.worker.config.Converters.LogFormat;
import io.tidemark.worker.config.Converters.StopSeconds;
import java.util.Optional;

/** Variables about the worker as a process; part of {@link Variables}. */
interface ProcessVariables {
  /** Looked up by logback.xml, which cannot refuse a word; here it is checked. */
  @WithName("tidemark.log-format")
  @WithConverter(LogFormat.class)
  @WithDefault("text")
  String logFormat();

  @WithName("tidemark.stop-seconds")
  @WithConverter(StopSeconds.class)
  @WithDefault("10")
  int stopSeconds();

  /** Read by {@link ConfigLoader#monitoring}, which needs nothing else of these. */
  @WithName("tidemark.state")
  Optional<String> state();
}
