/** Who a request comes from, and how many requests they may send. */
package io.salesprocess.platform.limit;
