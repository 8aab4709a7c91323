/** Money as it travels over HTTP. */
package io.salesprocess.platform.money;
