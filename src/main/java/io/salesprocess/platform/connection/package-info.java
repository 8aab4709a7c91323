/**
 * What stands before the HTTP server: limits on connections, on the time that a request or an answer may take to travel, and on
 * the memory that unfinished ones hold; and the refusal of requests that another server could read differently. See
 * {@link io.salesprocess.platform.connection.Doorway} for the order in which a request passes it.
 */
package io.salesprocess.platform.connection;
