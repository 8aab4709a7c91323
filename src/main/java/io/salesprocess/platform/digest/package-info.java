/** What is kept of texts that need only be recognised. */
package io.salesprocess.platform.digest;
