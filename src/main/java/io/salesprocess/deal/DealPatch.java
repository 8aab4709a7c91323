package io.salesprocess.deal;

import io.salesprocess.deal.domain.Deal;
import io.salesprocess.deal.domain.Fact;
import io.salesprocess.platform.api.Faults;
import io.salesprocess.platform.api.FieldError;
import io.salesprocess.platform.api.Texts;
import io.salesprocess.platform.kernel.Amount;
import jakarta.validation.Valid;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
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
                description = "Texts, numbers or booleans by key, at most 50; null removes one.",
                examples = "{\"region\": \"north\"}")
        Map<String, Object> customFields) {

    private static final Pattern KEY = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,63}");
    private static final int MOST_FIELDS = 50;
    private static final int LONGEST_TEXT = 2000;

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

    /** Refuses custom fields that are not plain values under plain keys. */
    void checkCustomFields() {
        Faults errors = new Faults();
        if (customFields.size() > MOST_FIELDS) {
            errors.add(FieldError.at("/customFields", "must have at most " + MOST_FIELDS + " entries"));
        }
        customFields.forEach((key, field) -> {
            String place = "/customFields" + FieldError.step(key);
            if (!KEY.matcher(key).matches()) {
                errors.add(FieldError.at(
                        place, "needs a key of up to 64 letters, digits, - and _ that begins with a letter"));
            } else if (!isPlain(field)) {
                errors.add(FieldError.at(
                        place, "must be a text of up to " + LONGEST_TEXT + " characters, a number or a boolean"));
            }
        });
        errors.throwIfAny();
    }

    private static boolean isPlain(Object field) {
        return field instanceof Boolean
                || field instanceof Number
                || (field instanceof String text && Texts.length(text) <= LONGEST_TEXT);
    }

    private static Map<String, Object> withoutNulls(Map<String, Object> fields) {
        Map<String, Object> kept = fields == null ? new TreeMap<>() : new TreeMap<>(fields);
        kept.values().removeIf(Objects::isNull);
        return kept;
    }
}
