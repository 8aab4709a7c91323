package io.salesprocess.bench.data;

import io.salesprocess.deal.DealLife;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The tables that are filled, each after those that it refers to. */
public enum Table {
    OFFERING("id", "name", "kind", "description", "price_amount", "price_currency", "created_at", "version"),
    SALESPERSON("id", "name", "email", "active", "created_at", "version"),
    FORM(
            "key",
            "title",
            "pipeline_key",
            "offering_id",
            "assignment",
            "salesperson_id",
            "questions",
            "created_at",
            "version"),
    PROSPECT(
            "id",
            "name",
            "email",
            "phone",
            "company",
            "created_at",
            "version",
            "search_text",
            "search_grams",
            "search_version"),
    DEAL(DealLife.dealColumns()),
    DEAL_EVENT(DealLife.eventColumns()),
    DEAL_EVENT_REASON(DealLife.reasonColumns()),
    SUBMISSION(
            "id",
            "form_key",
            "submission_id",
            "content",
            "fingerprint",
            "received_at",
            "status",
            "prospect_id",
            "deal_id",
            "deal_opened"),
    SURVEY("deal_id", "answers"),
    ASSESSMENT("deal_id", "note"),
    QUALIFICATION("deal_id", "product_background", "product_history", "target_audience", "possible_issues"),
    GREETING("id", "deal_id", "by", "channel", "at"),
    QUESTION("id", "deal_id", "text", "asked_at", "answer", "answered_at"),
    MESSAGE_LINK("id", "deal_id", "token_hash", "created_at"),
    MESSAGE("id", "deal_id", "link_id", "text", "left_at", "outcome", "followed_up_at"),
    ACTIVITY("id", "deal_id", "kind", "outcome", "at", "recorded_at"),
    DOCUMENT("id", "deal_id", "kind", "status", "drafted_at", "sent_at", "signed_by", "signed_at", "means"),
    PROPOSAL(
            "id", "deal_id", "made_by", "status", "amount", "currency", "terms", "created_at", "sent_at", "decided_at"),
    LEDGER_ENTRY("id", "deal_id", "kind", "payment_id", "amount", "currency", "at", "recorded_at", "reference_digest"),
    LEDGER_WORDS("entry_id", "deal_id", "at", "method", "reference", "reason");

    /** Columns that do not take text as it is. */
    private static final Map<String, String> TYPED =
            Map.of("state", "jsonb", "data", "json", "content", "json", "search_grams", "int[]");

    private final List<String> columns;

    Table(String... columns) {
        this(List.of(columns));
    }

    Table(List<String> columns) {
        this.columns = columns;
    }

    /** The name in the database. */
    public String sqlName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The columns that are filled. */
    public List<String> columns() {
        return columns;
    }

    /** A statement that writes one row. */
    public String insert() {
        String values = columns.stream().map(Table::parameter).collect(Collectors.joining(", "));
        return "INSERT INTO " + sqlName() + " (" + String.join(", ", columns) + ") VALUES (" + values + ")";
    }

    /** A parameter for a value of this column. */
    public static String parameter(String column) {
        return TYPED.containsKey(column) ? "?::" + TYPED.get(column) : "?";
    }
}
