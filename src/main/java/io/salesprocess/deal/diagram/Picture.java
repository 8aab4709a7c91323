package io.salesprocess.deal.diagram;

import io.salesprocess.platform.api.ProblemException;
import io.salesprocess.platform.api.ProblemType;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Variant;
import java.util.List;
import java.util.function.Supplier;

/** A diagram in the media type that the caller prefers. */
final class Picture {

    static final String SVG = "image/svg+xml";
    static final String MERMAID = "text/vnd.mermaid";

    private static final List<Variant> VARIANTS = Variant.mediaTypes(MediaType.valueOf(SVG), MediaType.valueOf(MERMAID))
            .build();

    private Picture() {}

    /** Refuses a caller who accepts no picture before it is drawn. */
    static Response response(Request request, Supplier<Diagram> diagram) {
        Variant variant = request.selectVariant(VARIANTS);
        if (variant == null) {
            throw ProblemException.of(
                    ProblemType.NOT_ACCEPTABLE, "The picture can be had as " + SVG + " or " + MERMAID + ".");
        }
        boolean isSvg = variant.getMediaType().getSubtype().equals("svg+xml");
        Diagram shown = diagram.get();
        return Response.ok(isSvg ? Svg.draw(shown) : shown.mermaid())
                .type(variant.getMediaType().withCharset("UTF-8"))
                .build();
    }
}
