package io.tidemark.worker.config;

/**
 * Which backups are kept: those of either rule, and always the newest sealed one.
 *
 * @param keepDays every backup younger than this, days
 * @param keepLast this many of the newest backups, whatever their age
 */
public record RetentionConfig(int keepDays, int keepLast) {}
