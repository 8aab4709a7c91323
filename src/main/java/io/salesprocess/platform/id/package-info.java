/** Ids, made in one place. */
package io.salesprocess.platform.id;
