package io.salesprocess.prospect;

import io.quarkus.arc.All;
import io.salesprocess.platform.idempotency.IdempotencyStore;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Hands out and erases all that is kept of a prospect (rule 12). History and its hash chain stay whole. */
@Singleton
class Erasure {

    private final List<PersonalData> features;
    private final IdempotencyStore answers;
    private final Clock clock;

    Erasure(@All List<PersonalData> features, IdempotencyStore answers, Clock clock) {
        // An order of our own, so that an export looks the same from start to start.
        this.features = features.stream()
                .sorted(Comparator.comparing(PersonalData::name))
                .toList();
        this.answers = answers;
        this.clock = clock;
    }

    Map<String, Object> export(ProspectEntity prospect) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("prospect", ProspectResponse.of(prospect));
        features.forEach(feature -> all.put(feature.name(), feature.export(prospect.id)));
        return all;
    }

    /** @param prospect locked, so that nobody recognises them meanwhile */
    void erase(ProspectEntity prospect) {
        // Whoever is at work on a deal has read words and would write them back; and locks taken in another order than
        // theirs end in deadlock.
        features.forEach(feature -> feature.holdStill(prospect.id));
        // The features first: some find what they keep by the prospect's addresses.
        features.forEach(feature -> feature.erase(prospect.id));
        answers.forget(prospect.id);
        prospect.name = null;
        prospect.email = null;
        prospect.phone = null;
        prospect.company = null;
        prospect.erasedAt = prospect.erasedAt == null ? clock.instant() : prospect.erasedAt;
    }
}
