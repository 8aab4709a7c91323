package io.salesprocess.pipeline;

import io.salesprocess.pipeline.PipelineRequest.CriterionRequest;
import io.salesprocess.pipeline.PipelineRequest.StageRequest;
import io.salesprocess.pipeline.calendar.Calendars;
import io.salesprocess.pipeline.domain.Criteria;
import io.salesprocess.pipeline.domain.ExitCriterion;
import io.salesprocess.pipeline.domain.Parameter;
import io.salesprocess.pipeline.domain.Pipeline;
import io.salesprocess.pipeline.domain.Stage;
import io.salesprocess.pipeline.domain.TargetDuration;
import io.salesprocess.pipeline.domain.Worth;
import io.salesprocess.pipeline.field.CustomFields;
import io.salesprocess.pipeline.field.FieldSubject;
import io.salesprocess.platform.api.Faults;
import io.salesprocess.platform.api.FieldError;
import io.salesprocess.platform.api.Validation;
import io.salesprocess.platform.kernel.Currencies;
import io.salesprocess.platform.kernel.CurrencyCode;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Finds all that is wrong with a pipeline before it is published: every fault, each with its place. */
@Singleton
class PipelineChecks {

    /**
     * In all stages together. A refusal to leave the last stage names every criterion that does not hold, and with so many it
     * is about 60 KiB long.
     */
    static final int MOST_CRITERIA = 200;

    private static final Pattern WEEKS_MONTHS_OR_YEARS = Pattern.compile("P[^T]*[WMY].*", Pattern.CASE_INSENSITIVE);

    private final Validation validation;
    private final Calendars calendars;
    private final CustomFields fields;

    PipelineChecks(Validation validation, Calendars calendars, CustomFields fields) {
        this.validation = validation;
        this.calendars = calendars;
        this.fields = fields;
    }

    /**
     * Refuses a pipeline that cannot be published as it is. The custom fields that it names are not retired until the transaction
     * ends.
     */
    void check(PipelineRequest request) {
        faults(request).throwIfAny();
    }

    /** All that is wrong with it, as far as one answer can name it. */
    Faults faults(PipelineRequest request) {
        Faults faults = Faults.of(validation.errors(request));
        oneLine("/title", request.title(), faults);
        if (request.calendar() != null && !calendars.exists(request.calendar())) {
            faults.add(FieldError.at("/calendar", "is not the key of a calendar"));
        }
        if (request.stages() != null) {
            Map<String, List<String>> named = new TreeMap<>();
            stages(request.stages(), faults, named);
            fields(named, faults);
        }
        return faults;
    }

    /** @param named where custom fields of deals are named, by their keys */
    private void fields(Map<String, List<String>> named, Faults faults) {
        if (named.isEmpty()) {
            return;
        }
        for (String key : fields.hold(FieldSubject.DEAL, named.keySet())) {
            for (String place : named.get(key)) {
                faults.add(FieldError.at(
                        place, "must be the key of a custom field of deals that exists and is not retired"));
            }
        }
    }

    private static void stages(List<StageRequest> stages, Faults faults, Map<String, List<String>> named) {
        Map<String, Integer> places = new HashMap<>();
        int criteria = 0;
        for (int i = 0; i < Math.min(stages.size(), Pipeline.MOST_STAGES) && !faults.isFull(); i++) {
            StageRequest stage = stages.get(i);
            if (stage == null) {
                continue;
            }
            String place = "/stages/" + i;
            oneLine(place + "/title", stage.title(), faults);
            if (stage.key() != null) {
                key(place + "/key", stage.key(), places.putIfAbsent(stage.key(), i), faults);
            }
            if (stage.targetDuration() != null) {
                durationFault(stage.targetDuration())
                        .ifPresent(detail -> faults.add(FieldError.at(place + "/targetDuration", detail)));
            }
            criteria(place + "/exitCriteria", stage.exitCriteria(), faults, named);
            criteria += stage.exitCriteria().size();
        }
        if (criteria > MOST_CRITERIA) {
            faults.add(FieldError.at(
                    "/stages", "must have at most " + MOST_CRITERIA + " exit criteria together, and have " + criteria));
        }
    }

    private static void oneLine(String place, String title, Faults faults) {
        if (title != null && title.chars().anyMatch(c -> c == '\n' || c == '\r' || c == '\t')) {
            faults.add(FieldError.at(place, "must be one line, without tabs"));
        }
    }

    /** @param first where the key was seen before, or null */
    private static void key(String place, String key, Integer first, Faults faults) {
        if (first != null) {
            faults.add(FieldError.at(place, "is the key of /stages/" + first + " as well"));
        }
        if (Stage.isReserved(key)) {
            faults.add(FieldError.at(place, "must not be won or lost: that is where deals are closed"));
        }
    }

    private static void criteria(
            String place, List<CriterionRequest> criteria, Faults faults, Map<String, List<String>> named) {
        List<ExitCriterion> seen = new ArrayList<>();
        for (int i = 0; i < Math.min(criteria.size(), Stage.MOST_CRITERIA); i++) {
            CriterionRequest criterion = criteria.get(i);
            String here = place + "/" + i;
            ExitCriterion read = criterion == null || criterion.type() == null ? null : read(here, criterion, faults);
            if (read != null && seen.contains(read)) {
                faults.add(FieldError.at(here, "is the same as " + place + "/" + seen.indexOf(read)));
            }
            if (read != null) {
                parameters(here + "/parameters", read, faults, named);
            }
            seen.add(read);
        }
    }

    private static ExitCriterion read(String place, CriterionRequest given, Faults faults) {
        List<Criteria.Fault> wrong = Criteria.faults(given.type(), given.parameters());
        for (Criteria.Fault fault : wrong) {
            String where = fault.parameter() == null ? "/type" : "/parameters" + FieldError.step(fault.parameter());
            faults.add(FieldError.at(place + where, fault.detail()));
        }
        if (!wrong.isEmpty()) {
            return null;
        }
        return new ExitCriterion(given.type(), given.parameters());
    }

    /** What the table of criteria cannot know: which currencies are current, and which custom fields there are. */
    private static void parameters(
            String place, ExitCriterion criterion, Faults faults, Map<String, List<String>> named) {
        for (Parameter parameter : Criteria.parametersOf(criterion.type())) {
            String here = place + FieldError.step(parameter.name());
            Object value = criterion.parameters().get(parameter.name());
            if (value instanceof Worth worth && !Currencies.isCurrent(worth.currency())) {
                faults.add(FieldError.at(here + "/currency", CurrencyCode.EXPECTED));
            } else if (parameter.kind() == Parameter.Kind.FIELD) {
                named.computeIfAbsent((String) value, key -> new ArrayList<>()).add(here);
            }
        }
    }

    private static Optional<String> durationFault(String text) {
        if (WEEKS_MONTHS_OR_YEARS.matcher(text).matches()) {
            return Optional.of(
                    "must be in days, hours, minutes and seconds, such as P7D or PT8H: weeks, months and years"
                            + " have no certain number of working days");
        }
        try {
            TargetDuration.parse(text);
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(e.getMessage());
        }
    }
}
