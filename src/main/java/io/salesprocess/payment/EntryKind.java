package io.salesprocess.payment;

/** The kinds of movements of money. Their names are stored and sent. */
enum EntryKind {
    PAYMENT,
    REFUND,
    REVERSAL
}
