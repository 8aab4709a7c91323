package io.salesprocess.deal;

import io.salesprocess.access.Caller;
import io.salesprocess.platform.database.Condition;
import io.salesprocess.prospect.Prospects;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Deals that a text is found in: in their number, or in what is known of their prospect. Either is looked up by itself and leads to
 * few deals, so that the whole list is not read.
 */
@Singleton
class DealSearch {

    private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");

    private final Prospects prospects;

    DealSearch(Prospects prospects) {
        this.prospects = prospects;
    }

    /** Holds for deals that the text is found in; for every deal without a text. */
    Condition found(Caller caller, String text) {
        if (text == null || text.isBlank()) {
            return Condition.ALWAYS;
        }
        String wanted = text.strip();
        Condition ofProspects = prospects.found(caller, wanted, "prospect_id");
        return NUMBER.matcher(wanted).matches() ? numberedOr(Long.parseLong(wanted), ofProspects) : ofProspects;
    }

    /** Two statements put together, because the planner uses no index for two conditions joined by OR. */
    private static Condition numberedOr(long number, Condition ofProspects) {
        List<Object> parameters = new ArrayList<>(List.of(number));
        parameters.addAll(ofProspects.parameters());
        return new Condition(
                "id IN (SELECT id FROM deal WHERE number = ? UNION ALL SELECT id FROM deal WHERE " + ofProspects.sql()
                        + ")",
                parameters);
    }
}
