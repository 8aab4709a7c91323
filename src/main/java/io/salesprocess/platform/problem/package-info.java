/** Every error that the API answers, as problem details (RFC 9457). */
package io.salesprocess.platform.problem;
