/** How much of the machine's memory the service takes. */
package io.salesprocess.platform.memory;
