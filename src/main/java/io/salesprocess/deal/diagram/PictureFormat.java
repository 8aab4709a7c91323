package io.salesprocess.deal.diagram;

import io.salesprocess.platform.api.HyphenatedEnums;
import io.salesprocess.platform.api.ProblemException;
import io.salesprocess.platform.api.ProblemType;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Variant;
import java.util.List;

/** How a picture can be had. */
enum PictureFormat {
    SVG("image/svg+xml") {
        @Override
        String draw(Diagram diagram) {
            return Svg.draw(diagram);
        }
    },
    MERMAID("text/vnd.mermaid") {
        @Override
        String draw(Diagram diagram) {
            return Mermaid.write(diagram);
        }
    };

    static final String SVG_TYPE = "image/svg+xml";
    static final String MERMAID_TYPE = "text/vnd.mermaid";
    static final String SVG_EXAMPLE =
            "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\"><title>Standard</title></svg>";

    private static final List<Variant> VARIANTS = Variant.mediaTypes(
                    MediaType.valueOf(SVG_TYPE), MediaType.valueOf(MERMAID_TYPE))
            .build();

    private final MediaType type;

    PictureFormat(String type) {
        this.type = MediaType.valueOf(type);
    }

    abstract String draw(Diagram diagram);

    /** The format that the caller accepts best. */
    static PictureFormat accepted(Request request) {
        Variant variant = request.selectVariant(VARIANTS);
        if (variant == null) {
            throw ProblemException.of(
                    ProblemType.NOT_ACCEPTABLE, "The picture can be had as " + SVG_TYPE + " or " + MERMAID_TYPE + ".");
        }
        return variant.getMediaType().isCompatible(SVG.type) ? SVG : MERMAID;
    }

    /** The value of {@code Content-Type}. */
    MediaType contentType() {
        return type.withCharset("UTF-8");
    }

    /** What tells the entity tags of the formats apart. */
    String suffix() {
        return "-" + HyphenatedEnums.nameOf(this);
    }
}
