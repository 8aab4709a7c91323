/**
 * The PostgreSQL server the service starts for itself when no other is configured. Nothing else of the service knows
 * whether its database is embedded: all it sees is a JDBC URL.
 */
package io.salesprocess.platform.database;
