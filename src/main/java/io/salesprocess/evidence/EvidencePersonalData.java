package io.salesprocess.evidence;

import io.quarkus.arc.All;
import io.salesprocess.access.Caller;
import io.salesprocess.deal.Deals;
import io.salesprocess.deal.domain.Deal;
import io.salesprocess.prospect.PersonalData;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What prospects said and what was written about them. */
@Singleton
class EvidencePersonalData implements PersonalData {

    private final Deals deals;
    private final List<EvidenceWords> kinds;

    EvidencePersonalData(Deals deals, @All List<EvidenceWords> kinds) {
        this.deals = deals;
        this.kinds = kinds;
    }

    @Override
    public String name() {
        return "evidence";
    }

    @Override
    public List<?> export(UUID prospectId) {
        return deals.of(prospectId).stream().map(this::export).toList();
    }

    @Override
    public void erase(Caller by, UUID prospectId) {
        List<UUID> ids = deals.ofProspect(prospectId);
        kinds.forEach(kind -> kind.erase(ids));
    }

    private Map<String, Object> export(Deal deal) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("dealId", deal.id());
        kinds.forEach(kind -> all.put(kind.name(), kind.export(deal)));
        return all;
    }
}
