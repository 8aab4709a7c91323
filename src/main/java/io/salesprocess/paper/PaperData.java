package io.salesprocess.paper;

import java.util.List;

/**
 * What templates can read. All of it is text as it is to be shown, in the language of the document; what is not known is empty.
 *
 * @param proposal the one that the document is about; for a contract the accepted one, if there is one
 * @param statement of statements only
 */
public record PaperData(
        DocumentFacts document,
        Sender sender,
        Client prospect,
        Contact salesperson,
        Subject offering,
        Terms deal,
        ProposalFacts proposal,
        StatementFacts statement) {

    /**
     * The document itself.
     *
     * @param number the deal's number, by which people find it
     */
    public record DocumentFacts(String number, String date) {}

    /** Who sends it: the letterhead. */
    public record Sender(String name, List<String> address, List<String> contact) {}

    /** Whom it is for. */
    public record Client(String name, String company, String email, String phone) {}

    /** The owner of the deal. */
    public record Contact(String name, String email) {}

    /** What is sold. */
    public record Subject(String name, String description) {}

    /**
     * The deal.
     *
     * @param value with its currency, or empty
     */
    public record Terms(String number, String value) {}

    /**
     * A proposal.
     *
     * @param given whether there is one
     * @param discounted whether an item has a discount
     */
    public record ProposalFacts(
            boolean given,
            String currency,
            boolean discounted,
            List<Item> items,
            String net,
            List<Tax> taxes,
            String gross,
            String terms,
            String validUntil) {}

    /** A line of a proposal. */
    public record Item(
            String position,
            String description,
            String quantity,
            String unitPrice,
            String discount,
            String taxRate,
            String net) {}

    /**
     * The account of a deal.
     *
     * @param currency of all its amounts; empty while none has been chosen
     * @param entries in the order in which they were recorded
     * @param value what was agreed, or empty
     * @param collected payments less refunds less reversals
     * @param outstanding what the value still lacks; empty if it lacks nothing
     * @param overpaid what was paid beyond the value; empty if nothing was
     * @param instalments of the payment plan, the oldest first
     */
    public record StatementFacts(
            String currency,
            List<Entry> entries,
            String value,
            String payments,
            String refunds,
            String reversals,
            String collected,
            String outstanding,
            String overpaid,
            List<Instalment> instalments) {}

    /**
     * A movement of money; it is one of the three kinds.
     *
     * @param amount with its sign
     * @param balance what had been collected once it was recorded
     */
    public record Entry(
            boolean payment,
            boolean refund,
            boolean reversal,
            String date,
            String method,
            String reference,
            String reason,
            String amount,
            String balance) {}

    /** A part of what was agreed, and what has been paid of it. */
    public record Instalment(String dueOn, String amount, String paid, String open, boolean overdue) {}

    /** The tax of all items with one rate. */
    public record Tax(String rate, String net, String amount) {}
}
