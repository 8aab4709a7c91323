package io.salesprocess.platform.page;

import io.quarkus.qute.RawString;
import io.quarkus.qute.TemplateExtension;
import java.util.regex.Pattern;

/** Texts in which names of the contract stand between backticks. */
@TemplateExtension
final class Marked {

    private static final Pattern NAME = Pattern.compile("`([^`]+)`");

    private Marked() {}

    /** The text as HTML, with names as code. */
    static RawString marked(String text) {
        String escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
        return new RawString(NAME.matcher(escaped).replaceAll("<code>$1</code>"));
    }
}
