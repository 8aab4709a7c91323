/** Offerings: the products and services that are sold. */
package io.salesprocess.offering;
