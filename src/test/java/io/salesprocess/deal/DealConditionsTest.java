package io.salesprocess.deal;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.salesprocess.access.DealScope;
import io.salesprocess.access.Reach;
import io.salesprocess.platform.database.Condition;
import io.salesprocess.platform.database.Sql;
import io.salesprocess.testkit.GuardedPipelines;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is within reach is said twice, for one deal at hand and for lists; both must agree, or lists leak. */
@QuarkusTest
class DealConditionsTest {

    private static final UUID ME = UUID.randomUUID();
    private static final UUID OTHER = UUID.randomUUID();

    /** A stage of a shipped pipeline. */
    private record Place(String pipeline, String stage, boolean isReception, boolean asksAdmins) {}

    private final List<Place> places = new ArrayList<>(List.of(
            new Place("standard", "relationship", true, false),
            new Place("standard", "conversion", false, false),
            new Place("proposal", "selection", true, false),
            new Place("proposal", "qualification", false, false)));

    @Inject
    Sql sql;

    @BeforeEach
    void pipelines_that_ask_for_approval() {
        String asksManagers = GuardedPipelines.publish("", "{}", "{\"role\": \"manager\"}");
        String asksAdmins = GuardedPipelines.publish("{}", "{\"role\": \"admin\"}");
        places.add(new Place(asksManagers, "stage-1", false, false));
        places.add(new Place(asksAdmins, "stage-1", false, true));
    }

    @Test
    void java_and_sql_agree_on_every_kind_of_deal_for_every_set_of_reaches() {
        int compared = 0;
        for (int bits = 0; bits < 1 << Reach.values().length; bits++) {
            EnumSet<Reach> reaches = EnumSet.noneOf(Reach.class);
            for (Reach reach : Reach.values()) {
                if ((bits & 1 << reach.ordinal()) != 0) {
                    reaches.add(reach);
                }
            }
            for (UUID caller : Arrays.asList(ME, null)) {
                compared += compare(new DealScope(reaches, caller), reaches + " of " + caller);
            }
        }
        assertThat(compared).isEqualTo((1 << 5) * 2 * 3 * 3 * places.size());
    }

    private int compare(DealScope scope, String name) {
        int compared = 0;
        for (UUID owner : Arrays.asList(ME, OTHER, null)) {
            for (String status : List.of("open", "won", "lost")) {
                for (Place place : places) {
                    assertThat(inSql(DealConditions.within(scope, "d"), owner, status, place))
                            .as("%s: a deal of %s, %s, in %s", name, owner, status, place)
                            .isEqualTo(scope.includes(new Reach.Standing(
                                    owner, status.equals("open"), place.isReception(), place.asksAdmins())));
                    compared++;
                }
            }
        }
        return compared;
    }

    private boolean inSql(Condition condition, UUID owner, String status, Place place) {
        List<Object> parameters = new ArrayList<>(Arrays.asList(owner, status, place.pipeline(), place.stage()));
        parameters.addAll(condition.parameters());
        return sql.first(
                        "SELECT 1 FROM (SELECT ?::uuid AS owner_id, ?::text AS status, ?::text AS pipeline_key,"
                                + " 1 AS pipeline_version, ?::text AS stage) AS d WHERE "
                                + condition.sql(),
                        row -> true,
                        parameters.toArray())
                .isPresent();
    }
}
