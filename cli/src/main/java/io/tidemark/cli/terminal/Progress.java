package io.tidemark.cli.terminal;

/**
 * Where a piece of work stands.
 *
 * @param phase what it does now, a word or two
 * @param partsDone finished parts
 * @param partsTotal all parts; 0 while that is not known
 * @param bytesDone bytes of finished parts
 * @param bytesTotal bytes of all parts; 0 while that is not known
 */
public record Progress(
    String phase, int partsDone, int partsTotal, long bytesDone, long bytesTotal) {}
