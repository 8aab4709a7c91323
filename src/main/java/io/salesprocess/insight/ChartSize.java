package io.salesprocess.insight;

import io.salesprocess.insight.chart.Chart;
import io.salesprocess.platform.api.FieldError;
import io.salesprocess.platform.api.ProblemException;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** How wide a chart is to be. */
public class ChartSize {

    /** The media type of charts. */
    static final String TYPE = "image/svg+xml";

    static final String EXAMPLE =
            "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"chart\" role=\"img\"><title>Funnel</title>"
                    + "<desc>118 of 412 deals (29 %) passed the last stage.</desc></svg>";

    @Parameter(
            description =
                    "For `image/svg+xml`: how wide the chart is laid out, in pixels. Pictures can be shown at any size;"
                            + " the width decides how much room there is for text.",
            schema = @Schema(type = SchemaType.INTEGER, minimum = "320", maximum = "1600", defaultValue = "480"))
    @QueryParam("width")
    @DefaultValue("480")
    int width;

    int width() {
        if (width < Chart.NARROWEST || width > Chart.WIDEST) {
            throw ProblemException.invalid(
                    FieldError.in("width", "must be an integer from " + Chart.NARROWEST + " to " + Chart.WIDEST));
        }
        return width;
    }
}
