package io.tidemark.api.restore;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.tidemark.api.verify.BackupReference;

/**
 * What every step of one restore must know; decided once by Resolve.
 *
 * @param restoreId identity of this restore
 * @param backup which backup
 * @param sideDatabase name of the database that is loaded; fixed before it is created
 * @param target name under which the restored database will be
 * @param targetOid OID of the live database that is replaced, 0 when there is none
 * @param lanes parts in flight at once
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record RestoreContext(
    String restoreId,
    BackupReference backup,
    String sideDatabase,
    String target,
    long targetOid,
    int lanes) {}
