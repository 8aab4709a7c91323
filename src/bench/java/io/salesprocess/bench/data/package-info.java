/** Makes data at size: deals with histories, written past the service and not to be told from what it writes. */
package io.salesprocess.bench.data;
