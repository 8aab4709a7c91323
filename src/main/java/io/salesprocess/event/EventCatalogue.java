package io.salesprocess.event;

import static java.util.Map.entry;

import io.salesprocess.deal.domain.EventTypes;
import io.salesprocess.platform.api.HyphenatedEnums;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** What types of events there are, what they mean, and the JSON Schema of their facts. The schemas are made from the events themselves. */
final class EventCatalogue {

    /** Facts that an event may have no value for. */
    private static final Set<String> MAY_BE_NULL =
            Set.of("offeringId", "ownerId", "value", "dueAt", "salespersonId", "amount", "total");

    private static final Map<String, String> MEANINGS = Map.ofEntries(
            entry("deal.opened", "A deal opened, in the first stage of its pipeline."),
            entry("deal.advanced", "The deal entered the next stage."),
            entry("deal.fell-short", "The stage did not lead the prospect to act; its next attempt began."),
            entry("deal.won", "The deal left the last stage, and is won."),
            entry("deal.lost", "The deal was closed without a sale."),
            entry("deal.reopened", "A lost deal was taken up again in the stage where it stood."),
            entry("deal.migrated", "The deal was moved to another version of its pipeline."),
            entry("deal.owner-assigned", "The deal has another owner, or none."),
            entry("deal.value-changed", "The deal has another value."),
            entry("deal.offering-selected", "The offering of the deal was selected."),
            entry("deal.custom-fields-changed", "Custom fields changed; `present` names those with a value."),
            entry("prospect.erased", "The personal data of the deal's prospect was erased."),
            entry("prospect.merged", "The deal belongs to the prospect that its own was merged into."),
            entry("prospect.unmerged", "The merge was undone; the deal belongs to its former prospect."),
            entry("submission.received", "A submission was attached to the deal."),
            entry("survey.recorded", "The survey changed; `answers` counts what is answered."),
            entry("assessment.recorded", "Interest, trust and fit were assessed."),
            entry("qualification.recorded", "Qualification changed; `known` names the topics that are recorded."),
            entry("greeting.given", "The client was greeted."),
            entry("question.asked", "The client asked a question."),
            entry("question.answered", "A question was answered."),
            entry("message-link.offered", "The client was given a link for messages."),
            entry("message-link.revoked", "The deal's message links were revoked."),
            entry("message.left", "The client left a message."),
            entry("message.followed-up", "A message was followed up."),
            entry("activity.recorded", "An activity was recorded with its outcome."),
            entry("approval.requested", "Approval was requested for the stage."),
            entry("approval.granted", "Approval was granted."),
            entry("approval.refused", "Approval was refused."),
            entry("document.drafted", "A document was drafted."),
            entry("document.sent", "A document was sent."),
            entry("document.signed", "A contract was signed."),
            entry("document.voided", "A document was voided."),
            entry("document-link.offered", "The client was given a link to the page of a document."),
            entry("document-link.revoked", "The links to a document were revoked."),
            entry("proposal.drafted", "A proposal was drafted."),
            entry("proposal.sent", "A proposal was sent."),
            entry("proposal.accepted", "A proposal was accepted."),
            entry("proposal.declined", "A proposal was declined."),
            entry("proposal.countered", "A proposal was answered with another one."),
            entry("payment.received", "A payment was received."),
            entry("payment.refunded", "A payment was refunded, in part or as a whole."),
            entry("payment.reversed", "A payment was reversed."),
            entry("payment-plan.changed", "The value was split into instalments."),
            entry("stage.overdue", "The attempt at the stage is past its target duration."),
            entry("question.unanswered", "A question has had no answer for too long."),
            entry("message.unanswered", "A message has not been followed up for too long."),
            entry("proposal.expired", "A proposal is past the day until which it was valid."),
            entry("payment.overdue", "An instalment is past the day on which it was due."),
            entry("approval.waiting", "A request for approval has had no decision for too long."));

    private EventCatalogue() {}

    /**
     * A type of events.
     *
     * @param name in envelopes
     * @param nameInHistory the same in history
     * @param meaning one sentence; null if it has not been written yet
     * @param facts the JSON Schema of {@code data.data}
     */
    record EventType(String name, String nameInHistory, String meaning, Map<String, Object> facts) {}

    /** All types, by their names. */
    static List<EventType> all() {
        return EventTypes.all().entrySet().stream()
                .map(type -> new EventType(
                        CloudEvent.typeOf(type.getKey()),
                        type.getKey(),
                        MEANINGS.get(type.getKey()),
                        schemaOfRecord(type.getValue())))
                .toList();
    }

    private static Map<String, Object> schemaOfRecord(Class<?> record) {
        Map<String, Object> properties = new LinkedHashMap<>();
        for (RecordComponent component : record.getRecordComponents()) {
            Map<String, Object> schema = schemaOf(component.getGenericType());
            properties.put(component.getName(), MAY_BE_NULL.contains(component.getName()) ? orNull(schema) : schema);
        }
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "object");
        schema.put("properties", properties);
        schema.put("required", new ArrayList<>(properties.keySet()));
        return schema;
    }

    private static Map<String, Object> orNull(Map<String, Object> schema) {
        Map<String, Object> nullable = new LinkedHashMap<>(schema);
        nullable.put("type", List.of(schema.get("type"), "null"));
        return nullable;
    }

    private static Map<String, Object> schemaOf(Type type) {
        if (type instanceof ParameterizedType generic) {
            Type last = generic.getActualTypeArguments()[generic.getActualTypeArguments().length - 1];
            return generic.getRawType() == Map.class
                    ? ordered("type", "object", "additionalProperties", schemaOf(last))
                    : ordered("type", "array", "items", schemaOf(last));
        }
        Class<?> plain = (Class<?>) type;
        if (plain == UUID.class) {
            return ordered("type", "string", "format", "uuid");
        }
        if (plain == Instant.class) {
            return ordered("type", "string", "format", "date-time");
        }
        if (plain.isEnum()) {
            List<String> names = Arrays.stream(plain.getEnumConstants())
                    .map(constant -> HyphenatedEnums.nameOf((Enum<?>) constant))
                    .toList();
            return ordered("type", "string", "enum", names);
        }
        if (plain.isRecord()) {
            return schemaOfRecord(plain);
        }
        if (plain == boolean.class) {
            return ordered("type", "boolean");
        }
        if (plain == int.class || plain == long.class) {
            return ordered("type", "integer");
        }
        return ordered("type", "string");
    }

    private static Map<String, Object> ordered(Object... namesAndValues) {
        Map<String, Object> schema = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            schema.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return schema;
    }
}
