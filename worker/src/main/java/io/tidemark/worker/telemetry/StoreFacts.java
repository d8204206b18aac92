package io.tidemark.worker.telemetry;

import io.micrometer.core.instrument.Tags;
import java.util.List;

/**
 * One look at one store.
 *
 * @param store its name
 * @param listed whether it could be looked at
 * @param databases what was found, empty when it could not
 */
record StoreFacts(String store, boolean listed, List<DatabaseFacts> databases) {
  StoreFacts {
    databases = List.copyOf(databases);
  }

  Tags tags() {
    return Tags.of("store", store);
  }
}
