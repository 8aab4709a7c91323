/** Secrets that the service makes. */
package io.salesprocess.platform.secret;
