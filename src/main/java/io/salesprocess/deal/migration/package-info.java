/** Moves running deals to another version of their pipeline: previews it, carries it out in the background, and tells how far it has come. */
package io.salesprocess.deal.migration;
