package io.salesprocess.proposal;

/** Who made a proposal. */
enum Party {
    SALESPERSON,
    CLIENT;

    Party other() {
        return this == SALESPERSON ? CLIENT : SALESPERSON;
    }
}
