package io.salesprocess.paper.render;

import com.openhtmltopdf.bidi.support.ICUBidiReorderer;
import com.openhtmltopdf.bidi.support.ICUBidiSplitter;
import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.PageSizeUnits;
import com.openhtmltopdf.outputdevice.helper.ExternalResourceControlPriority;
import com.openhtmltopdf.pdfboxout.PdfBoxRenderer;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.util.XRLog;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.text.Normalizer;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.TimeZone;
import java.util.regex.Pattern;
import org.apache.pdfbox.pdfwriter.compress.CompressParameters;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.common.PDMetadata;
import org.w3c.dom.Document;

/** Makes pages of an order. The same order makes the same bytes; nothing is fetched from anywhere. */
public final class PaperPress {

    private static final int MOST_PAGES = 200;
    private static final String PRODUCER = "salesprocess";
    private static final String DATA = "data:image/";
    private static final Pattern DATES =
            Pattern.compile("(<xmp:(CreateDate|ModifyDate|MetadataDate)>)[^<]*(</xmp:)", Pattern.CASE_INSENSITIVE);

    private final PaperFonts fonts;

    /** @param moreFonts a directory with TrueType fonts besides the own ones, or null */
    public PaperPress(Path moreFonts) {
        // It logs each document that it makes, with what is in it.
        XRLog.setLoggingEnabled(false);
        fonts = new PaperFonts(moreFonts);
    }

    /** The document as HTML and as PDF; refused is text that no font can show, and a template that does not end. */
    public Paper print(PaperOrder order) {
        String content =
                Normalizer.normalize(TemplateText.of(order.template()).fill(order.data()), Normalizer.Form.NFC);
        String html = Frame.around(order, content);
        // Before it is parsed, as XML refuses control characters in words of its own.
        fonts.mustShow(html);
        Document document = Markup.parse(html);
        // What the template has written as numbers.
        fonts.mustShow(document.getDocumentElement().getTextContent());
        try {
            return pdf(order, html, document);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Paper pdf(PaperOrder order, String html, Document document) throws IOException {
        PdfRendererBuilder builder = new PdfRendererBuilder();
        builder.useFastMode();
        builder.usePdfUaAccessibility(true);
        builder.withProducer(PRODUCER);
        builder.useDefaultPageSize(210, 297, PageSizeUnits.MM);
        builder.useUnicodeBidiSplitter(new ICUBidiSplitter.ICUBidiSplitterFactory());
        builder.useUnicodeBidiReorderer(new ICUBidiReorderer());
        builder.useUriResolver((base, address) -> address.startsWith(DATA) ? address : null);
        for (ExternalResourceControlPriority when : ExternalResourceControlPriority.values()) {
            builder.useExternalResourceAccessControl((address, type) -> address.startsWith(DATA), when);
        }
        fonts.addTo(builder);
        builder.withW3cDocument(document, null);
        builder.toStream(ByteArrayOutputStream.nullOutputStream());
        try (PdfBoxRenderer renderer = builder.buildPdfRenderer()) {
            renderer.createPDFWithoutClosing();
            try (PDDocument pdf = renderer.getPdfDocument()) {
                int pages = pdf.getNumberOfPages();
                if (pages > MOST_PAGES) {
                    throw new PaperRefusal("The document has " + pages + " pages, more than " + MOST_PAGES + ".");
                }
                date(pdf, order.date());
                ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                pdf.save(bytes, CompressParameters.NO_COMPRESSION);
                return new Paper(html.getBytes(StandardCharsets.UTF_8), bytes.toByteArray(), pages);
            }
        }
    }

    /** The libraries write the time at which they ran, and make an id of it; both would differ each time. */
    private static void date(PDDocument pdf, LocalDate date) throws IOException {
        Calendar midnight = new GregorianCalendar(TimeZone.getTimeZone("UTC"));
        midnight.setTimeInMillis(date.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli());
        pdf.getDocumentInformation().setCreationDate(midnight);
        pdf.getDocumentInformation().setModificationDate(midnight);
        pdf.setDocumentId(date.toEpochDay());
        PDMetadata metadata = pdf.getDocumentCatalog().getMetadata();
        if (metadata != null) {
            String text = new String(metadata.toByteArray(), StandardCharsets.UTF_8);
            String dated = DATES.matcher(text).replaceAll("$1" + date + "T00:00:00Z$3");
            metadata.importXMPMetadata(dated.getBytes(StandardCharsets.UTF_8));
        }
    }
}
