package io.tidemark.pipeline;

import java.io.OutputStream;

/** The first step, dump: writes one part's bytes. */
@FunctionalInterface
public interface PartSource {

  /**
   * Writes the whole part and returns only when everything is judged good: exit status, standard
   * error, row counts. After a return the part is published; after an exception nothing is.
   *
   * <p>An exception of {@code out} comes from a later step; pass it on, wrapped or not: the
   * pipeline knows its step anyway. Do not close {@code out}. When the thread is interrupted, end
   * promptly, best with an {@link InterruptedException}; each write to {@code out} does so by
   * itself.
   *
   * @param progress told of rows as they are read; bytes count themselves
   */
  Dumped writeTo(OutputStream out, PipelineProgress progress) throws Exception;
}
