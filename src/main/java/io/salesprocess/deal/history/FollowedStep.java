package io.salesprocess.deal.history;

/**
 * What one transaction has followed.
 *
 * @param snapshot what it could see
 * @param found how much there was to look at; less than was asked for if nothing is left
 * @param last the last of it; null if nothing was found
 */
record FollowedStep(String snapshot, int found, FollowerPlace last) {}
