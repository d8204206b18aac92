package io.tidemark.workflow;

/**
 * How far a stage is.
 *
 * @param partsDone parts that are done
 * @param partsTotal parts in all, 0 when the stage has none
 * @param bytesDone stored bytes of the parts that are done
 * @param bytesTotal stored bytes of all parts
 */
record StageProgress(int partsDone, int partsTotal, long bytesDone, long bytesTotal) {
  static final StageProgress NONE = new StageProgress(0, 0, 0, 0);
}
