/** Metrics of the service as a whole. What belongs to one part of it is counted there. */
package io.salesprocess.platform.metrics;
