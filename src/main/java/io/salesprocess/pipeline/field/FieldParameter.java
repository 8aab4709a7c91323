package io.salesprocess.pipeline.field;

import io.salesprocess.platform.api.HyphenatedEnums;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A query parameter that filters by a custom field.
 *
 * @param name as the caller sent it
 */
record FieldParameter(String name, String key, Part part, String value) {

    static final String FORMS =
            "field.KEY, field.KEY.from, field.KEY.to or field.KEY.currency, with the key of a field";

    private static final Pattern FORM =
            Pattern.compile("field\\.(" + CustomFieldRequest.KEY + ")(?:\\.(from|to|currency))?");

    /** What the parameter says of the value. */
    enum Part {
        VALUE,
        FROM,
        TO,
        CURRENCY
    }

    /** Reads a name and a value; empty if the name is no such parameter's. */
    static Optional<FieldParameter> read(String name, String value) {
        Matcher form = FORM.matcher(name);
        if (!form.matches()) {
            return Optional.empty();
        }
        Part part = form.group(2) == null ? Part.VALUE : HyphenatedEnums.valueOf(Part.class, form.group(2));
        return Optional.of(new FieldParameter(name, form.group(1), part, value));
    }
}
