/** Calendars, in which the target durations of pipelines are counted: kept as administrators say, and read as a value of the domain. */
package io.salesprocess.pipeline.calendar;
