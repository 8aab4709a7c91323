/** Who is calling. */
package io.salesprocess.access;
