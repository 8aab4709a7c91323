package io.salesprocess.paper;

import io.salesprocess.platform.api.ProblemException;
import io.salesprocess.platform.api.ProblemType;
import io.salesprocess.platform.kernel.Sha256;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Variant;
import java.util.Base64;
import java.util.List;

/** Pages as responses. */
public final class PaperPages {

    public static final String PDF = "application/pdf";
    public static final String HTML = "text/html";

    /** For the document of the API. */
    public static final String PDF_EXAMPLE = "%PDF-1.7 …";

    /** For the document of the API. */
    public static final String HTML_EXAMPLE = "<html lang=\"en\"><head><title>Contract 1042</title></head>…</html>";

    private static final MediaType PDF_TYPE = MediaType.valueOf(PDF);
    private static final MediaType HTML_TYPE = MediaType.valueOf(HTML);

    private static final List<Variant> PAGES =
            Variant.mediaTypes(PDF_TYPE, HTML_TYPE).build();
    private static final List<Variant> ALL = Variant.mediaTypes(MediaType.APPLICATION_JSON_TYPE, PDF_TYPE, HTML_TYPE)
            .build();

    private PaperPages() {}

    /** How something that has pages is wanted. */
    public enum Form {
        JSON,
        PDF,
        HTML
    }

    /** The form that the caller prefers; JSON if all are alike. */
    public static Form form(Request request) {
        Variant variant = request.selectVariant(ALL);
        if (variant == null) {
            throw ProblemException.of(
                    ProblemType.NOT_ACCEPTABLE, "This can be had as application/json, application/pdf or text/html.");
        }
        if (variant.getMediaType().isCompatible(PDF_TYPE)) {
            return Form.PDF;
        }
        return variant.getMediaType().isCompatible(HTML_TYPE) ? Form.HTML : Form.JSON;
    }

    static boolean isPdf(Request request) {
        Variant variant = request.selectVariant(PAGES);
        if (variant == null) {
            throw ProblemException.of(ProblemType.NOT_ACCEPTABLE, "This can be had as application/pdf or text/html.");
        }
        return variant.getMediaType().isCompatible(PDF_TYPE);
    }

    /** The bytes of a PDF to be saved as a file. */
    public static Response.ResponseBuilder attachment(byte[] bytes, String name) {
        return response(bytes, true, name)
                .header(HttpHeaders.CONTENT_DISPOSITION, null)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + ".pdf\"");
    }

    /**
     * The bytes with what browsers and readers need to know of them.
     *
     * @param name of the file, without its extension; ASCII letters, digits and hyphens
     */
    public static Response.ResponseBuilder response(byte[] bytes, boolean isPdf, String name) {
        return Response.ok(bytes)
                .type(isPdf ? PDF_TYPE : HTML_TYPE.withCharset("UTF-8"))
                .header(HttpHeaders.CONTENT_DISPOSITION, "inline; filename=\"" + name + (isPdf ? ".pdf\"" : ".html\""))
                .header(
                        "Repr-Digest",
                        "sha-256=:"
                                + Base64.getEncoder()
                                        .encodeToString(Sha256.start().digest(bytes)) + ":")
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT);
    }
}
