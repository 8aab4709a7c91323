package io.salesprocess.evidence;

/** What somebody says about the approval of a deal. */
enum ApprovalDecision {
    REQUESTED,
    GRANTED,
    REFUSED
}
