/** What every feature stands on and none of them owns: problems, JSON, paging, idempotency, time, the database. */
package io.salesprocess.platform;
