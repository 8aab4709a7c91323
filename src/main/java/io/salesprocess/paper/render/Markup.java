package io.salesprocess.paper.render;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;
import org.w3c.dom.Document;
import org.xml.sax.Attributes;
import org.xml.sax.ErrorHandler;
import org.xml.sax.InputSource;
import org.xml.sax.Locator;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.helpers.DefaultHandler;

/** Markup of documents: HTML that is well-formed XML, without anything that fetches or runs something. */
final class Markup {

    /** What text, tables and their style are made of. */
    private static final Set<String> ELEMENTS =
            Set.of(("h1 h2 h3 h4 p div span br hr strong em b i u s small sub sup ul ol li dl dt dd"
                            + " table caption colgroup col thead tbody tfoot tr th td section article header footer address"
                            + " blockquote q abbr cite code pre style")
                    .split(" "));

    private static final Set<String> ATTRIBUTES = Set.of(
            "class", "id", "style", "lang", "dir", "title", "colspan", "rowspan", "scope", "start", "type", "value",
            "span", "width", "abbr", "headers");

    /** A tag of the template language, comments included. */
    private static final Pattern TAG = Pattern.compile("\\{!.*?!\\}|\\{[#/@\\p{L}_\\[][^}]*\\}", Pattern.DOTALL);

    private static final Pattern FETCHING =
            Pattern.compile("url\\s*\\(|@import|@font-face|expression\\s*\\(|-fs-|\\\\", Pattern.CASE_INSENSITIVE);

    private static final String DOCTYPE = "http://apache.org/xml/features/disallow-doctype-decl";

    private Markup() {}

    /** What is wrong with the markup of a template, by its own lines. */
    static List<TemplateFault> faults(String template) {
        List<TemplateFault> faults = new ArrayList<>();
        // The first line of the template stays the first.
        String markup = "<div>" + blank(template) + "</div>";
        Check check = new Check(faults);
        try {
            SAXParserFactory factory = SAXParserFactory.newInstance();
            factory.setFeature(DOCTYPE, true);
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.newSAXParser().parse(new InputSource(new StringReader(markup)), check);
        } catch (SAXParseException e) {
            // The element that the parser talks about then is not in the template.
            String detail = e.getMessage().contains("root element")
                    ? "closes an element that has not been opened"
                    : e.getMessage();
            faults.add(new TemplateFault(Math.max(1, e.getLineNumber()), "is not well-formed: " + detail));
        } catch (SAXException | IOException | ParserConfigurationException e) {
            faults.add(new TemplateFault(1, "is not well-formed: " + e.getMessage()));
        }
        return faults;
    }

    /** A document as a tree. */
    static Document parse(String html) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature(DOCTYPE, true);
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setNamespaceAware(false);
            var builder = factory.newDocumentBuilder();
            builder.setErrorHandler(new Quiet());
            return builder.parse(new InputSource(new StringReader(html)));
        } catch (SAXException e) {
            throw new PaperRefusal("The template does not make well-formed HTML of this data: " + e.getMessage());
        } catch (IOException | ParserConfigurationException e) {
            throw new IllegalStateException("A document in memory can be parsed.", e);
        }
    }

    /** The template with spaces where its tags were, so that lines and columns stay. */
    private static String blank(String template) {
        Matcher tags = TAG.matcher(template);
        StringBuilder blanked = new StringBuilder();
        while (tags.find()) {
            tags.appendReplacement(blanked, tags.group().replaceAll("[^\\n]", " "));
        }
        return tags.appendTail(blanked).toString();
    }

    /** Parsers print faults unless they have somebody to tell. */
    private static final class Quiet implements ErrorHandler {
        @Override
        public void warning(SAXParseException fault) {
            // Not in the way.
        }

        @Override
        public void error(SAXParseException fault) throws SAXException {
            throw fault;
        }

        @Override
        public void fatalError(SAXParseException fault) throws SAXException {
            throw fault;
        }
    }

    private static final class Check extends DefaultHandler {
        private final List<TemplateFault> faults;
        private final StringBuilder style = new StringBuilder();
        private Locator locator;
        private boolean inStyle;

        Check(List<TemplateFault> faults) {
            this.faults = faults;
        }

        @Override
        public void setDocumentLocator(Locator place) {
            locator = place;
        }

        @Override
        public void startElement(String uri, String local, String name, Attributes attributes) {
            String element = name.toLowerCase(Locale.ROOT);
            if (!ELEMENTS.contains(element)) {
                fault("the element <" + name + "> is not allowed");
            }
            for (int i = 0; i < attributes.getLength(); i++) {
                String attribute = attributes.getQName(i);
                if (!ATTRIBUTES.contains(attribute)) {
                    fault("the attribute " + attribute + " is not allowed");
                } else if (FETCHING.matcher(attributes.getValue(i)).find()) {
                    fault("the attribute " + attribute + " must not fetch anything");
                }
            }
            inStyle = element.equals("style");
            style.setLength(0);
        }

        @Override
        public void characters(char[] text, int start, int length) {
            if (inStyle) {
                style.append(text, start, length);
            }
        }

        @Override
        public void endElement(String uri, String local, String name) {
            if (inStyle && FETCHING.matcher(style).find()) {
                fault("a style must not fetch anything, nor use backslashes");
            }
            inStyle = false;
        }

        @Override
        public void processingInstruction(String target, String data) {
            fault("processing instructions are not allowed");
        }

        private void fault(String detail) {
            faults.add(new TemplateFault(locator == null ? 1 : Math.max(1, locator.getLineNumber()), detail));
        }
    }
}
