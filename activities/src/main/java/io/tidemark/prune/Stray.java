package io.tidemark.prune;

/**
 * Objects that no backup needs.
 *
 * @param backupId the backup in whose folder they lie
 * @param what what they are, in words
 * @param objects how many
 * @param bytes of all of them
 */
public record Stray(String backupId, String what, int objects, long bytes) {}
