/** Small things that have no home of their own: ids, money, time, digests, secrets, files, deadlines. */
package io.salesprocess.platform.kernel;
