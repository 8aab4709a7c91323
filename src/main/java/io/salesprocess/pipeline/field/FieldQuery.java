package io.salesprocess.pipeline.field;

import io.salesprocess.platform.api.QueryFamily;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.util.Map;
import java.util.TreeMap;

/** By which custom fields a caller wants to filter a list: every query parameter whose name begins with {@code field.}. */
public class FieldQuery {

    /** The name of the parameter in documents. */
    public static final String NAME = "field.KEY";

    /** What documents say of the parameter. */
    public static final String DESCRIPTION =
            "Filters by custom fields, KEY being the key of a field: `field.KEY=value` for those with this value;"
                    + " `field.KEY.from` and `field.KEY.to` for numbers, dates and amounts of money from and up to a"
                    + " value, both included; `field.KEY.currency` for amounts of money in this currency. Amounts are"
                    + " compared in minor units, and in whatever currency they are unless `currency` is given. A text is"
                    + " compared as a whole. At most 10.";

    private static final String PREFIX = "field.";

    @QueryFamily(prefix = PREFIX, longest = 2000)
    @Context
    UriInfo uri;

    /** The parameters by name. The gate has seen to it that each is there once and has a value. */
    public Map<String, String> parameters() {
        Map<String, String> parameters = new TreeMap<>();
        uri.getQueryParameters().forEach((name, values) -> {
            if (name.startsWith(PREFIX)) {
                parameters.put(name, values.get(0));
            }
        });
        return parameters;
    }
}
