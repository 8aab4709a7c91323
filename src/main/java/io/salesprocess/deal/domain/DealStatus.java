package io.salesprocess.deal.domain;

/** Whether a deal is still on its way (rule 6). */
public enum DealStatus {
    OPEN,
    WON,
    LOST
}
