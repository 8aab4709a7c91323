/** SQL that is written out: what JDBC leaves to its callers, said once. */
package io.salesprocess.platform.sql;
