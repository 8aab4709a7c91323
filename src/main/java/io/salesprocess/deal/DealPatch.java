package io.salesprocess.deal;

import io.salesprocess.deal.domain.Deal;
import io.salesprocess.deal.domain.Fact;
import io.salesprocess.platform.kernel.Amount;
import jakarta.validation.Valid;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What callers may change of a deal directly. Stage, status and history are not among it (rule 9). */
@Schema(name = "DealPatch", description = "What can be changed of a deal directly.")
record DealPatch(
        @Schema(description = "A salesperson; null leaves the deal unassigned.", nullable = true)
        UUID ownerId,

        @Schema(description = "Fixed while a contract is out.", nullable = true) @Valid
        Amount value,

        @Schema(nullable = true) UUID offeringId,

        @Schema(
                description =
                        "Values of custom fields of deals, by key; `GET /v1/custom-fields?subject=deal` lists the fields."
                                + " Null clears one.",
                examples = "{\"region\": \"north\"}")
        Map<String, Object> customFields) {

    DealPatch {
        customFields = withoutNulls(customFields);
    }

    static DealPatch of(StoredDeal stored) {
        Deal deal = stored.deal();
        return new DealPatch(
                deal.ownerId(), MoneyMapper.toJson(deal.value()), deal.offeringId(), stored.customFields());
    }

    /** What the deal is to be told, given how it was before. */
    List<Fact> facts(DealPatch before) {
        List<Fact> facts = new ArrayList<>();
        if (!Objects.equals(ownerId, before.ownerId)) {
            facts.add(new Fact.OwnerAssigned(ownerId));
        }
        if (!Objects.equals(value, before.value)) {
            facts.add(new Fact.ValueChanged(MoneyMapper.toDomain(value)));
        }
        if (!Objects.equals(offeringId, before.offeringId)) {
            facts.add(new Fact.OfferingSelected(offeringId));
        }
        if (!customFields.equals(before.customFields)) {
            facts.add(new Fact.CustomFieldsChanged(customFields.keySet()));
        }
        return facts;
    }

    /** The same with these custom fields. */
    DealPatch withCustomFields(Map<String, Object> fields) {
        return new DealPatch(ownerId, value, offeringId, fields);
    }

    /** Fields without a value are absent. */
    static Map<String, Object> withoutNulls(Map<String, Object> fields) {
        Map<String, Object> kept = fields == null ? new TreeMap<>() : new TreeMap<>(fields);
        kept.values().removeIf(Objects::isNull);
        return kept;
    }
}
