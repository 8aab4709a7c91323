package io.salesprocess.deal;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.type.TypeReference;
import io.salesprocess.deal.domain.Deal;
import io.salesprocess.deal.domain.Payments;
import io.salesprocess.deal.domain.StageVisit;
import io.salesprocess.pipeline.domain.Approvals;
import io.salesprocess.pipeline.domain.Evidence;
import io.salesprocess.platform.api.Json;
import io.salesprocess.platform.api.StrictJson;
import java.util.List;
import java.util.Map;

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

    static State readState(String json) {
        return JSON.read(json, State.class);
    }

    static Map<String, Object> readFields(String json) {
        return json.equals(NO_FIELDS) ? Map.of() : JSON.read(json, FIELDS);
    }
}
