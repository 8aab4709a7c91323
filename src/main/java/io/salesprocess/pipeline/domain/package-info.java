/**
 * What a process is: pipelines, their stages, and the exit criteria that evidence has to meet. Pure Java: no framework,
 * no storage, no clock.
 */
package io.salesprocess.pipeline.domain;
