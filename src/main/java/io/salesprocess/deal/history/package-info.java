/**
 * The history of deals (rule 8): events as they are stored, the hash chain that proves them, and the follower that hands them
 * on in the order in which they were committed.
 */
package io.salesprocess.deal.history;
