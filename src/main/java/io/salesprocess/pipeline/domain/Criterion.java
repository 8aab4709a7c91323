package io.salesprocess.pipeline.domain;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

/**
 * One entry of the table of {@link Criteria}: what a criterion is called, what it takes, when it holds, and what is said and
 * to be done when it does not.
 *
 * @param type the name in pipeline definitions and refusals, such as {@code interest-strong}
 * @param title the name that people read
 * @param description one sentence that says what must hold
 * @param parameters what a pipeline says with it; none for most
 * @param usualAction what mostly satisfies it, whatever the deal
 * @param condition whether a deal meets it, given the parameters
 * @param missing one sentence for people, given that the deal does not meet it
 * @param action what to do about it, given that the deal does not meet it
 */
record Criterion(
        String type,
        String title,
        String description,
        List<Parameter> parameters,
        Action usualAction,
        BiPredicate<Situation, Values> condition,
        BiFunction<Situation, Values, String> missing,
        BiFunction<Situation, Values, Action> action) {

    /** The values of the parameters, read and complete. */
    record Values(Map<String, Object> byName) {

        String text(String name) {
            return (String) byName.get(name);
        }

        int count(String name) {
            return (Integer) byName.get(name);
        }
    }

    /** The beginning of an entry. */
    static Entry named(String type, String title, String description) {
        return new Entry(type, title, description);
    }

    /** An entry of the table that is being written. */
    static final class Entry {

        private final String type;
        private final String title;
        private final String description;
        private List<Parameter> parameters = List.of();
        private BiPredicate<Situation, Values> condition;
        private BiFunction<Situation, Values, String> missing;

        private Entry(String type, String title, String description) {
            this.type = type;
            this.title = title;
            this.description = description;
        }

        Entry taking(Parameter... taken) {
            parameters = List.of(taken);
            return this;
        }

        Entry holdsIf(Predicate<Evidence> evidence) {
            return holdsIf((deal, none) -> evidence.test(deal.evidence()));
        }

        Entry holdsIf(BiPredicate<Situation, Values> deal) {
            condition = deal;
            return this;
        }

        Entry elseSays(String sentence) {
            return elseSays((deal, none) -> sentence);
        }

        Entry elseSays(BiFunction<Situation, Values, String> sentence) {
            missing = sentence;
            return this;
        }

        Criterion elseNeeds(Action.Kind kind, String field) {
            Action always = Action.of(kind, field);
            return elseNeeds(always, (deal, none) -> always);
        }

        Criterion elseNeeds(Action usual, BiFunction<Situation, Values, Action> action) {
            return new Criterion(type, title, description, parameters, usual, condition, missing, action);
        }
    }

    /** What is wrong with the parameters that a pipeline gives. */
    List<Criteria.Fault> faults(Map<String, Object> given) {
        List<Criteria.Fault> faults = new ArrayList<>();
        TreeSet<String> unknown = new TreeSet<>(given.keySet());
        for (Parameter parameter : parameters) {
            unknown.remove(parameter.name());
            parameter
                    .fault(given.get(parameter.name()))
                    .ifPresent(detail -> faults.add(new Criteria.Fault(parameter.name(), detail)));
        }
        unknown.forEach(name ->
                faults.add(new Criteria.Fault(name, "Criterion " + type + " takes no parameter " + name + ".")));
        return faults;
    }

    /** The parameters that a pipeline gives, with defaults; given that there are no faults. */
    Map<String, Object> read(Map<String, Object> given) {
        Map<String, Object> values = new TreeMap<>();
        for (Parameter parameter : parameters) {
            Object value = given.get(parameter.name());
            Object read = value == null ? parameter.fallback() : parameter.read(value);
            if (read != null) {
                values.put(parameter.name(), read);
            }
        }
        return Collections.unmodifiableMap(values);
    }
}
