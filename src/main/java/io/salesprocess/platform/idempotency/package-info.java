/** One effect per {@code Idempotency-Key}, however often a request is sent. */
package io.salesprocess.platform.idempotency;
