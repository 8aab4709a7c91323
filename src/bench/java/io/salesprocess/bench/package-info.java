/** Measures the packaged service against the floor: the same rows written and read by the bare JDBC driver. */
package io.salesprocess.bench;
