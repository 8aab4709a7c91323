/** Which addresses there are. */
package io.salesprocess.platform.address;
