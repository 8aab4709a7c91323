package io.salesprocess.paper;

import io.salesprocess.paper.render.PaperLanguage;
import io.salesprocess.platform.api.HyphenatedEnums;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What is made from templates. */
@Schema(name = "TemplateKind", description = "What is made from a template.")
public enum PaperKind {
    WELCOME_LETTER("Welcome letter", "Willkommensschreiben"),
    CONTRACT("Contract", "Vertrag"),
    PROPOSAL("Proposal", "Angebot"),
    STATEMENT("Statement of account", "Kontoauszug");

    private final String english;
    private final String german;

    PaperKind(String english, String german) {
        this.english = english;
        this.german = german;
    }

    /** The title of a document, for readers and screen readers. */
    String title(PaperLanguage language, String number) {
        return (language == PaperLanguage.DE ? german : english) + " " + number;
    }

    /** The name that is stored and sent. */
    public String slug() {
        return HyphenatedEnums.nameOf(this);
    }
}
