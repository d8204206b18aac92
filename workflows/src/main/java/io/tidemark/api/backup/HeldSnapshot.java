package io.tidemark.api.backup;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/**
 * A snapshot that a holder keeps open. Snapshot ids recur after a restart of the server, so the id
 * alone never identifies a snapshot; start time and text do.
 *
 * @param generation number of the dump this snapshot belongs to, from 1; never mixed in one backup
 * @param holder which holder, from 1
 * @param token of the holder's activity, to tell a stale signal from a fresh one
 * @param snapshotId from {@code pg_export_snapshot()}
 * @param snapshotText {@code pg_current_snapshot()}, equal through import and re-export
 * @param postmasterStart {@code pg_postmaster_start_time()}, microseconds, UTC
 * @param lsn write-ahead log position seen right after the snapshot was taken
 * @param takenAt the server's clock when the first holder took it, ISO 8601
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record HeldSnapshot(
    int generation,
    int holder,
    String token,
    String snapshotId,
    String snapshotText,
    String postmasterStart,
    String lsn,
    String takenAt) {}
