package io.salesprocess.paper.render;

import io.salesprocess.platform.kernel.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * Everything that a document is made of. The same order makes the same bytes.
 *
 * @param title for readers and screen readers
 * @param date of the document; also the date that the PDF says it was made on
 * @param template its text
 * @param data what the template reads
 */
public record PaperOrder(
        PaperLanguage language, String title, LocalDate date, Letterhead letterhead, String template, Record data) {

    /** Rises when the same input begins to look different, so that drafts are made again. */
    private static final String EDITION = "1";

    /** The hash of all of it. */
    public byte[] hash() {
        MessageDigest digest = Sha256.start();
        Letterhead.Logo logo = letterhead.logo();
        List<Object> parts = Arrays.asList(
                EDITION,
                language.tag(),
                title,
                date,
                letterhead.name(),
                letterhead.address(),
                letterhead.contact(),
                letterhead.footer(),
                logo == null ? "" : logo.mediaType() + Base64.getEncoder().encodeToString(logo.bytes()),
                template,
                Fields.of(data.getClass()).values(data, new Effort(1)).toString());
        for (Object part : parts) {
            byte[] bytes = String.valueOf(part).getBytes(StandardCharsets.UTF_8);
            // The length first, so that no two orders run together to the same bytes.
            digest.update(Integer.toString(bytes.length).getBytes(StandardCharsets.UTF_8));
            digest.update((byte) ':');
            digest.update(bytes);
        }
        return digest.digest();
    }
}
