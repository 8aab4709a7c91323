/**
 * Backups of the database that need no program of PostgreSQL: written and restored over a connection, from a running service as
 * well, into the same or another version of PostgreSQL.
 */
package io.salesprocess.platform.database.backup;
