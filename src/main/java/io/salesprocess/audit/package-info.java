/**
 * The audit of administration: an append-only record of keys, offerings, forms and salespeople that were made or changed, and of
 * prospects that were exported or erased. It holds ids and kinds only. Use cases write it through
 * {@link io.salesprocess.access.AuditTrail}.
 */
package io.salesprocess.audit;
