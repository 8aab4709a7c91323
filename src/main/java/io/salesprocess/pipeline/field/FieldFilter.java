package io.salesprocess.pipeline.field;

import io.salesprocess.pipeline.field.FieldParameter.Part;
import io.salesprocess.platform.api.Faults;
import io.salesprocess.platform.api.FieldError;
import io.salesprocess.platform.api.HyphenatedEnums;
import io.salesprocess.platform.database.Condition;
import io.salesprocess.platform.kernel.Currencies;
import io.salesprocess.platform.kernel.CurrencyCode;
import io.salesprocess.platform.kernel.Sha256;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which deals or prospects a list shows by their custom fields: those for which everything holds. The same is offered in two
 * forms, because which one is fast depends on how many there are: as a condition on a row that has been found, and as the ids that
 * the index of values leads to.
 */
public final class FieldFilter {

    /** Everything is shown. */
    public static final FieldFilter NONE = new FieldFilter(List.of(), List.of(), false);

    private static final int MOST = 10;
    private static final int LENGTH_OF_WORD = 16;

    /** What the rows of the index must be like, one condition for each field. */
    private final List<Condition> values;

    /** The part of them that the index finds without looking at other rows. */
    private final List<Condition> places;

    private final boolean few;

    private FieldFilter(List<Condition> values, List<Condition> places, boolean few) {
        this.values = values;
        this.places = places;
        this.few = few;
    }

    /** Refuses, by the name of the parameter, unknown fields and what the type of a field does not have. */
    static FieldFilter of(
            FieldSubject subject, List<FieldParameter> parameters, Map<String, CustomFieldResponse> fields) {
        Faults faults = new Faults();
        Map<String, Condition> byField = new LinkedHashMap<>();
        Map<String, Condition> places = new LinkedHashMap<>();
        for (FieldParameter parameter : parameters) {
            CustomFieldResponse field = fields.get(parameter.key());
            if (field == null) {
                faults.add(FieldError.in(parameter.name(), CustomFields.unknown(subject)));
                continue;
            }
            try {
                Condition condition = condition(field, parameter);
                Condition ofField = Condition.of("v.field_id = ?", field.id());
                byField.merge(field.key(), ofField.and(condition), (one, same) -> one.and(condition));
                if (parameter.part() != Part.CURRENCY) {
                    places.merge(field.key(), ofField.and(condition), (one, same) -> one.and(condition));
                }
            } catch (IllegalArgumentException e) {
                faults.add(FieldError.in(parameter.name(), expectation(field, parameter)));
            }
        }
        if (parameters.size() > MOST) {
            faults.add(FieldError.in(
                    parameters.get(MOST).name(), "is one too many; a list takes at most " + MOST + " of field.KEY"));
        }
        faults.throwIfAny();
        return new FieldFilter(List.copyOf(byField.values()), List.copyOf(places.values()), false);
    }

    /** Whether everything is shown. */
    public boolean isEmpty() {
        return values.isEmpty();
    }

    /** The same filter, which knows whether few rows can match it. */
    FieldFilter counted(CustomValueStore store) {
        return new FieldFilter(values, places, !places.isEmpty() && store.areFew(places));
    }

    /** Whether so few rows can match that it is fast to read and sort all of them. */
    public boolean isForFew() {
        return few;
    }

    /**
     * The statement that reads all rows, in a text of its own where they are few: the server keeps a plan for each text, and one
     * that it made for many rows is slow for few.
     */
    public String planFor(String statement) {
        return few ? "/* few */ " + statement : statement;
    }

    /** Holds for rows whose id is in this column. */
    public Condition holds(String column) {
        return values.stream()
                .map(value -> CustomValueStore.holds(value, column))
                .reduce(Condition.ALWAYS, Condition::and);
    }

    /** The same, looked up from the values. */
    public Condition leadsTo(String column) {
        return values.stream()
                .map(value -> CustomValueStore.leadsTo(value, column))
                .reduce(Condition.ALWAYS, Condition::and);
    }

    private static Condition condition(CustomFieldResponse field, FieldParameter parameter) {
        FieldType type = field.type();
        if (parameter.part() == Part.CURRENCY) {
            if (type != FieldType.MONEY || !Currencies.isCurrent(parameter.value())) {
                throw new IllegalArgumentException();
            }
            return Condition.of("v.currency = ?", parameter.value());
        }
        if (type.isWord()) {
            if (parameter.part() != Part.VALUE) {
                throw new IllegalArgumentException();
            }
            return Condition.of("v.word = ?", word(parameter.value()));
        }
        if (parameter.part() != Part.VALUE && !type.isOrdered()) {
            throw new IllegalArgumentException();
        }
        BigDecimal amount = type.parse(parameter.value());
        return switch (parameter.part()) {
            case FROM -> Condition.of("v.amount >= ?", amount);
            case TO -> Condition.of("v.amount <= ?", amount);
            default -> Condition.of("v.amount = ?", amount);
        };
    }

    private static String expectation(CustomFieldResponse field, FieldParameter parameter) {
        FieldType type = field.type();
        return switch (parameter.part()) {
            case CURRENCY ->
                type == FieldType.MONEY ? CurrencyCode.EXPECTED : "is for fields of type money; " + isOf(field);
            case FROM, TO ->
                type.isOrdered()
                        ? "must be " + type.expectationInFilter()
                        : "is for fields of type number, money or date; " + isOf(field);
            default -> "must be " + type.expectationInFilter();
        };
    }

    private static String isOf(CustomFieldResponse field) {
        return field.key() + " is of type " + HyphenatedEnums.nameOf(field.type());
    }

    /** As {@code custom_value_word} makes it. */
    private static byte[] word(String text) {
        return Arrays.copyOf(Sha256.of(text), LENGTH_OF_WORD);
    }
}
