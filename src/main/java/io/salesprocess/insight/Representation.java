package io.salesprocess.insight;

import io.salesprocess.insight.chart.Chart;
import io.salesprocess.platform.api.ProblemException;
import io.salesprocess.platform.api.ProblemType;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Variant;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/** In which form figures are answered: the one that the caller accepts. */
final class Representation {

    private static final List<Variant> VARIANTS = Variant.mediaTypes(
                    MediaType.APPLICATION_JSON_TYPE, MediaType.valueOf(Csv.TYPE))
            .build();
    private static final List<Variant> VARIANTS_WITH_CHART = Variant.mediaTypes(
                    MediaType.APPLICATION_JSON_TYPE, MediaType.valueOf(Csv.TYPE), MediaType.valueOf(ChartSize.TYPE))
            .build();

    private Representation() {}

    /**
     * Answers with JSON, with a table to save, or with a chart.
     *
     * @param name of the file, without its ending
     */
    static <T> Response of(
            Request request,
            String name,
            Supplier<T> figures,
            Function<T, String> csv,
            Function<T, Chart> chart,
            ChartSize size) {
        int width = size.width();
        Variant variant = request.selectVariant(VARIANTS_WITH_CHART);
        if (variant == null) {
            throw ProblemException.of(
                    ProblemType.NOT_ACCEPTABLE,
                    "The figures can be had as " + MediaType.APPLICATION_JSON + ", " + Csv.TYPE + " or "
                            + ChartSize.TYPE + ".");
        }
        if (variant.getMediaType().isCompatible(MediaType.valueOf(ChartSize.TYPE))) {
            return Response.ok(
                            chart.apply(figures.get()).svg(width),
                            MediaType.valueOf(ChartSize.TYPE).withCharset("UTF-8"))
                    .build();
        }
        return of(request, name, figures, csv);
    }

    /**
     * Answers with JSON, or with a table to save.
     *
     * @param name of the file, without its ending
     */
    static <T> Response of(Request request, String name, Supplier<T> figures, Function<T, String> csv) {
        Variant variant = request.selectVariant(VARIANTS);
        if (variant == null) {
            throw ProblemException.of(
                    ProblemType.NOT_ACCEPTABLE,
                    "The figures can be had as " + MediaType.APPLICATION_JSON + " or " + Csv.TYPE + ".");
        }
        if (variant.getMediaType().isCompatible(MediaType.APPLICATION_JSON_TYPE)) {
            return Response.ok(figures.get(), MediaType.APPLICATION_JSON_TYPE).build();
        }
        return Response.ok(csv.apply(figures.get()), MediaType.valueOf(Csv.TYPE).withCharset("UTF-8"))
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + ".csv\"")
                .build();
    }
}
