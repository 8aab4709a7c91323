package io.salesprocess.pipeline.field;

import jakarta.ws.rs.core.UriInfo;
import java.util.Map;
import java.util.TreeMap;

/** By which custom fields a caller wants to filter a list: every query parameter whose name begins with {@code field.}. */
public final class FieldQuery {

    /** How the names of the parameters begin. */
    public static final String PREFIX = "field.";

    /** How many characters a value may have: as many as a text. */
    public static final int LONGEST = 2_000;

    /** The name of the parameter in documents. */
    public static final String NAME = "field.KEY";

    /** What documents say of the parameter. */
    public static final String DESCRIPTION =
            "Filters by custom fields, KEY being the key of a field: `field.KEY=value` for those with this value;"
                    + " `field.KEY.from` and `field.KEY.to` for numbers, dates and amounts of money from and up to a"
                    + " value, both included; `field.KEY.currency` for amounts of money in this currency. Amounts are"
                    + " compared in minor units, and in whatever currency they are unless `currency` is given. A text is"
                    + " compared as a whole. At most 10.";

    private FieldQuery() {}

    /** The parameters of a request by name. The gate has seen to it that each is there once and has a value. */
    public static Map<String, String> parameters(UriInfo uri) {
        Map<String, String> parameters = new TreeMap<>();
        uri.getQueryParameters().forEach((name, values) -> {
            if (name.startsWith(PREFIX)) {
                parameters.put(name, values.get(0));
            }
        });
        return parameters;
    }
}
