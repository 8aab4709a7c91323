/** The PostgreSQL that comes with the service: unpacked, started, watched and stopped by it. */
package io.salesprocess.platform.database.embedded;
