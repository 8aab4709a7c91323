package io.salesprocess.paper;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.util.UUID;

/**
 * What a row keeps of the pages that were made for it. It stays when the pages are erased (rules 12 and 15).
 *
 * <p>{@code sha256} is that of the PDF and {@code paperInputs} that of everything it was made of, in hexadecimal.
 */
@Embeddable
public class PaperStamp {

    @Column(name = "paper_id")
    UUID paperId;

    @Column(name = "paper_inputs")
    String paperInputs;

    String locale;

    @Column(name = "template_id")
    UUID templateId;

    @Column(name = "template_version")
    Integer templateVersion;

    String sha256;
    Integer pages;

    /** The language, as its code. */
    public String locale() {
        return locale;
    }

    /** The hash of the PDF. */
    public String sha256() {
        return sha256;
    }

    /** How many pages the PDF has. */
    public Integer pages() {
        return pages;
    }

    /** The template, as callers see it. */
    public TemplateRef template() {
        return new TemplateRef(templateId, templateVersion);
    }
}
