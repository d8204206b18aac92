package io.tidemark.activity;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.tidemark.census.DatabaseProperties;
import io.tidemark.census.ObjectCensus;
import io.tidemark.plan.BackupPlan;
import java.util.List;

/**
 * The document that Plan stores for the parts and for Seal: what to dump, and what was seen under
 * the same snapshot.
 *
 * @param plan what to dump
 * @param census what a restored database is compared with
 * @param database properties of the database itself
 * @param roles names that owners, grants and settings refer to
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record PlannedBackup(
    BackupPlan plan, ObjectCensus census, DatabaseProperties database, List<String> roles) {
  PlannedBackup {
    roles = roles == null ? List.of() : List.copyOf(roles);
  }
}
