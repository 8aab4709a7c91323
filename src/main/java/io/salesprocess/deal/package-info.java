/** Deals: the one write path that changes them, their history, and how callers see them. */
package io.salesprocess.deal;
