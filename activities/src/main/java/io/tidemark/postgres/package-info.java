/**
 * PostgreSQL as seen from outside: connection strings, sessions, facts about a server, and the pg_*
 * programs. Knows the driver and processes; knows nothing of backups or of Temporal.
 */
@NullMarked
package io.tidemark.postgres;

import org.jspecify.annotations.NullMarked;
