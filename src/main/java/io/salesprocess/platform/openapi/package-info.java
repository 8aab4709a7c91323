/**
 * The OpenAPI document. Its head and shared components stand in {@code META-INF/openapi.yaml}, operations and schemas come from
 * the resources, and the build completes what follows from both.
 */
package io.salesprocess.platform.openapi;
