package io.salesprocess.paper;

import java.util.List;

/**
 * What templates can read. All of it is text as it is to be shown, in the language of the document; what is not known is empty.
 *
 * @param proposal the one that the document is about; for a contract the accepted one, if there is one
 */
public record PaperData(
        DocumentFacts document,
        Sender sender,
        Client prospect,
        Contact salesperson,
        Subject offering,
        Terms deal,
        ProposalFacts proposal) {

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

    /** The tax of all items with one rate. */
    public record Tax(String rate, String net, String amount) {}
}
