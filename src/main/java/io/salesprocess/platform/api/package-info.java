/**
 * What every door and use case shares: problems, pages, JSON, merge patches, versions, and the one way in which a request writes,
 * idempotency included.
 */
package io.salesprocess.platform.api;
