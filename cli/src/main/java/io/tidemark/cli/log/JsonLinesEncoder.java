package io.tidemark.cli.log;

import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;

/** One JSON object a line, with the ids of workflow and activity in {@code mdc}. */
public final class JsonLinesEncoder extends JsonEncoder {
  @Override
  public byte[] encode(ILoggingEvent event) {
    return Redaction.of(super.encode(event));
  }
}
