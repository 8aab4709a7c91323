/** The sales process as a service: every package below is one feature of it, or the platform they stand on. */
package io.salesprocess;
