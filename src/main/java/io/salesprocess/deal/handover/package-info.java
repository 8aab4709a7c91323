/** Gives all open deals of a salesperson away, to one other or to all others in turn. */
package io.salesprocess.deal.handover;
