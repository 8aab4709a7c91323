/**
 * The heart: what a deal is, what may happen to it, and what then has happened. Pure Java; time and ids come in from
 * outside, and refusals are values.
 */
package io.salesprocess.deal.domain;
