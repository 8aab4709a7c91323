package io.salesprocess.deal;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.type.TypeReference;
import io.salesprocess.deal.domain.Deal;
import io.salesprocess.deal.domain.Payments;
import io.salesprocess.deal.domain.StageVisit;
import io.salesprocess.deal.domain.Told;
import io.salesprocess.pipeline.domain.Approvals;
import io.salesprocess.pipeline.domain.Evidence;
import io.salesprocess.platform.api.Json;
import io.salesprocess.platform.api.StrictJson;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** How deals are written into columns. */
final class DealJson {

    private static final Json JSON =
            new Json(StrictJson.mapper().addMixIn(Evidence.class, WithoutEmptyApprovals.class));
    private static final TypeReference<Map<String, Object>> FIELDS = new TypeReference<>() {};
    private static final String NO_FIELDS = "{}";

    private DealJson() {}

    /** The part of a deal's state that has no columns of its own. */
    record State(List<StageVisit> visits, Evidence evidence, Money payments) {

        static State of(Deal deal) {
            return new State(deal.visits(), deal.evidence(), Money.of(deal.payments()));
        }
    }

    /**
     * Payments as they are stored.
     *
     * @param reversed null as long as nothing has been reversed, as in rows from before reversals were known
     */
    record Money(
            long received,
            long refunded,
            @JsonInclude(JsonInclude.Include.NON_NULL) Long reversed,
            String currency) {

        static Money of(Payments payments) {
            return new Money(
                    payments.received(),
                    payments.refunded(),
                    payments.reversed() == 0 ? null : payments.reversed(),
                    payments.currency());
        }

        Payments read() {
            return new Payments(received, refunded, reversed == null ? 0 : reversed, currency);
        }
    }

    /**
     * What a deal has been told, without what has a column of its own. It is no part of the state as instances of an earlier release
     * read it; they leave it as it is.
     */
    record Marks(
            @JsonInclude(JsonInclude.Include.NON_EMPTY) Set<UUID> waiting,
            @JsonInclude(JsonInclude.Include.NON_NULL) Instant approvalRequestedAt,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) Set<Integer> instalments) {

        private static final Marks NONE = new Marks(Set.of(), null, Set.of());

        static Marks of(Told told) {
            return new Marks(told.waiting(), told.approvalRequestedAt(), told.instalments());
        }

        Told read(Instant stageDueAt) {
            return new Told(
                    stageDueAt,
                    waiting == null ? Set.of() : waiting,
                    approvalRequestedAt,
                    instalments == null ? Set.of() : instalments);
        }
    }

    /** Most deals have no approvals. Instances of earlier releases, which do not know them, go on reading such deals. */
    private interface WithoutEmptyApprovals {
        @JsonInclude(value = JsonInclude.Include.CUSTOM, valueFilter = NoApprovals.class)
        Approvals approvals();
    }

    /** Equal to what is left out, as the mapper wants it. */
    static final class NoApprovals {
        @Override
        public boolean equals(Object other) {
            return Approvals.NONE.equals(other);
        }

        @Override
        public int hashCode() {
            return Approvals.NONE.hashCode();
        }
    }

    static String write(Object value) {
        return JSON.write(value);
    }

    /** Null for most deals, which need no reminder. */
    static String write(Told told) {
        Marks marks = Marks.of(told);
        return marks.equals(Marks.NONE) ? null : JSON.write(marks);
    }

    /** @param json may be null */
    static Told readTold(Instant stageDueAt, String json) {
        if (json == null) {
            return stageDueAt == null ? Told.NONE : Marks.NONE.read(stageDueAt);
        }
        return JSON.read(json, Marks.class).read(stageDueAt);
    }

    static State readState(String json) {
        return JSON.read(json, State.class);
    }

    static Map<String, Object> readFields(String json) {
        return json.equals(NO_FIELDS) ? Map.of() : JSON.read(json, FIELDS);
    }
}
