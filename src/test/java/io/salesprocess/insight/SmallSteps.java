package io.salesprocess.insight;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;
import java.util.Set;

/** So little in one step that following history takes many, and a clock that can be set. */
public class SmallSteps implements QuarkusTestProfile {

    static final int DEALS_AT_ONCE = 3;
    static final int EVENTS_AT_ONCE = 50;

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "salesprocess.insight.deals-at-once",
                Integer.toString(DEALS_AT_ONCE),
                "salesprocess.insight.events-at-once",
                Integer.toString(EVENTS_AT_ONCE));
    }

    @Override
    public Set<Class<?>> getEnabledAlternatives() {
        return Set.of(SettableClock.class);
    }
}
