package io.salesprocess.paper.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.salesprocess.paper.PaperData;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is on the pages, as a reader finds it. */
class PaperPressTest {

    private static final PaperPress PRESS = new PaperPress(null);

    @ParameterizedTest
    @EnumSource(PaperLanguage.class)
    void the_same_order_makes_the_same_bytes(PaperLanguage language) {
        for (String kind : new String[] {"welcome-letter", "contract", "proposal", "statement"}) {
            Paper first = PRESS.print(PaperSamples.shipped(kind, language, "Ada Stone", "Stone GmbH", 5));
            Paper second =
                    new PaperPress(null).print(PaperSamples.shipped(kind, language, "Ada Stone", "Stone GmbH", 5));
            assertThat(second.pdf()).isEqualTo(first.pdf());
            assertThat(second.html()).isEqualTo(first.html());
        }
    }

    @Test
    void the_hash_of_an_order_changes_with_each_part_of_it() {
        PaperOrder order = PaperSamples.shipped("proposal", PaperLanguage.EN, "Ada Stone", "Stone GmbH", 2);
        assertThat(order.hash())
                .isEqualTo(PaperSamples.shipped("proposal", PaperLanguage.EN, "Ada Stone", "Stone GmbH", 2)
                        .hash())
                .isNotEqualTo(PaperSamples.shipped("proposal", PaperLanguage.EN, "Ada Stones", "tone GmbH", 2)
                        .hash())
                .isNotEqualTo(PaperSamples.shipped("proposal", PaperLanguage.EN, "Ada Stone", "Stone GmbH", 3)
                        .hash())
                .isNotEqualTo(PaperSamples.shipped("contract", PaperLanguage.EN, "Ada Stone", "Stone GmbH", 2)
                        .hash());
    }

    @Test
    void a_proposal_of_forty_items_repeats_its_head_and_numbers_its_pages() {
        Paper paper = PRESS.print(PaperSamples.shipped("proposal", PaperLanguage.EN, "Ada Stone", "Stone GmbH", 40));
        assertThat(paper.pages()).isEqualTo(3);
        for (int page = 1; page <= 3; page++) {
            assertThat(PaperSamples.text(paper.pdf(), page, page))
                    .contains("Registered in England 01234567", page + " of 3");
        }
        for (int page = 1; page <= 2; page++) {
            assertThat(PaperSamples.text(paper.pdf(), page, page))
                    .contains("No. Description Quantity Unit price Discount Tax Net");
        }
        assertThat(PaperSamples.text(paper.pdf()))
                .contains("Dear Ada Stone,", "26 November 2026", "24 December 2026")
                .contains("40 Call sheet suite, module 40 0.333 1,299.00 10% 19% 15,588.00")
                .contains("Net amount EUR 15,588.00", "Tax 19% on EUR 15,588.00 EUR 2,961.72", "Total EUR 18,549.72");
    }

    @Test
    void german_pages_write_numbers_dates_and_pages_in_german() {
        Paper paper = PRESS.print(PaperSamples.shipped("proposal", PaperLanguage.DE, "Ada Stone", "Stone GmbH", 40));
        assertThat(PaperSamples.text(paper.pdf()))
                .contains("Angebot 1042", "26. November 2026", "2 von 3", "24. Dezember 2026")
                .contains("0,333 1.299,00", "19 % Steuer auf 15.588,00 EUR 2.961,72 EUR", "Gesamtbetrag 18.549,72 EUR");
    }

    @Test
    void a_contract_has_several_pages_and_a_place_to_sign() {
        Paper paper = PRESS.print(PaperSamples.shipped("contract", PaperLanguage.EN, "Ada Stone", "Stone GmbH", 30));
        assertThat(paper.pages()).isEqualTo(5);
        assertThat(PaperSamples.text(paper.pdf(), 5, 5))
                .contains("For the supplier: Field & Sons Ltd For the client: Stone GmbH", "5 of 5");
    }

    @ParameterizedTest
    @CsvSource({
        "Αλεξάνδρα Παπαδοπούλου, Πέτρα Α.Ε.",
        "Ада Камень, ООО «Камень»",
        "Łukasz Żółć, Đặng & Ðorđe",
        "Zoë Łã́, Ȳ & Sons"
    })
    void names_in_latin_greek_and_cyrillic_are_on_the_page(String name, String company) {
        Paper paper = PRESS.print(PaperSamples.shipped("welcome-letter", PaperLanguage.EN, name, company, -1));
        assertThat(PaperSamples.text(paper.pdf())).contains(company);
        assertThat(new String(paper.html(), StandardCharsets.UTF_8)).contains("lang=\"en\"");
    }

    @Test
    void text_with_a_separate_accent_is_the_same_text() {
        Paper composed = PRESS.print(PaperSamples.shipped("welcome-letter", PaperLanguage.EN, "Zo\u00eb", "X", -1));
        Paper separate = PRESS.print(PaperSamples.shipped("welcome-letter", PaperLanguage.EN, "Zoe\u0308", "X", -1));
        assertThat(separate.pdf()).isEqualTo(composed.pdf());
    }

    @ParameterizedTest
    @CsvSource({"山田太郎, 山 (U+5C71)", "山田太郎, 郎 (U+90CE)", "محمد, م (U+0645)", "Ada 😀, 😀 (U+1F600)", "नेहा, न (U+0928)"})
    void what_no_font_can_show_is_refused_by_name(String name, String named) {
        assertThatThrownBy(() ->
                        PRESS.print(PaperSamples.shipped("welcome-letter", PaperLanguage.EN, name, "Stone GmbH", -1)))
                .isInstanceOf(PaperRefusal.class)
                .hasMessageContaining(named);
    }

    @Test
    void a_font_that_an_operator_adds_shows_more(@TempDir Path fonts) throws IOException {
        // A font that has what the own one lacks is not at hand; a copy of the own one shows that added fonts are read.
        try (var own = PaperPress.class.getResourceAsStream("/paper/fonts/NotoSans-Regular.ttf")) {
            Files.write(fonts.resolve("More.ttf"), own.readAllBytes());
        }
        Paper paper = new PaperPress(fonts)
                .print(PaperSamples.shipped("welcome-letter", PaperLanguage.EN, "Ada Stone", "Stone GmbH", -1));
        assertThat(PaperSamples.text(paper.pdf())).contains("Dear Ada Stone,");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<b>Ada</b>",
                "{prospect.email}",
                "{#each x}",
                "\"&'<!--",
                "]]> <script>alert(1)</script>",
                "&lt;"
            })
    void markup_and_tags_in_names_are_text(String name) {
        Paper paper = PRESS.print(PaperSamples.shipped("welcome-letter", PaperLanguage.EN, name, "Stone GmbH", -1));
        assertThat(PaperSamples.text(paper.pdf())).contains("Dear " + name + ",");
        assertThat(new String(paper.html(), StandardCharsets.UTF_8)).doesNotContain("<script", "<b>Ada");
    }

    @Test
    void very_long_names_stay_on_the_page() {
        String word = "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz".repeat(3);
        Paper paper = PRESS.print(PaperSamples.shipped("welcome-letter", PaperLanguage.DE, word, word, -1));
        assertThat(paper.pages()).isEqualTo(1);
        assertThat(PaperSamples.text(paper.pdf()).replaceAll("\\s", "")).contains(word);
    }

    @Test
    void the_pdf_is_tagged_and_has_a_title_a_language_and_only_its_own_fonts() throws IOException {
        Paper paper = PRESS.print(PaperSamples.shipped("contract", PaperLanguage.DE, "Ada Stone", "Stone GmbH", 3));
        try (PDDocument pdf = Loader.loadPDF(paper.pdf())) {
            assertThat(pdf.getDocumentCatalog().getMarkInfo().isMarked()).isTrue();
            assertThat(pdf.getDocumentCatalog().getStructureTreeRoot().getKids())
                    .isNotEmpty();
            assertThat(pdf.getDocumentCatalog().getLanguage()).isEqualTo("de");
            assertThat(pdf.getDocumentInformation().getTitle()).isEqualTo("Document 1042");
            for (PDPage page : pdf.getPages()) {
                for (var name : page.getResources().getFontNames()) {
                    PDFont font = page.getResources().getFont(name);
                    assertThat(font.isEmbedded()).as(font.getName()).isTrue();
                }
            }
        }
    }

    @Test
    void a_logo_is_on_the_first_page() throws IOException {
        byte[] png = Base64.getDecoder()
                .decode(
                        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");
        Letterhead letterhead = new Letterhead(
                "Field & Sons Ltd",
                PaperSamples.LETTERHEAD.address(),
                PaperSamples.LETTERHEAD.contact(),
                PaperSamples.LETTERHEAD.footer(),
                new Letterhead.Logo("image/png", png));
        PaperOrder order = PaperSamples.shipped("welcome-letter", PaperLanguage.EN, "Ada Stone", "Stone GmbH", -1);
        Paper paper = PRESS.print(new PaperOrder(
                order.language(), order.title(), order.date(), letterhead, order.template(), order.data()));
        try (PDDocument pdf = Loader.loadPDF(paper.pdf())) {
            assertThat(pdf.getPage(0).getResources().getXObjectNames()).hasSize(1);
        }
    }

    @Test
    void nothing_is_fetched_even_if_the_check_is_passed_by() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            String address = "http://localhost:" + server.getLocalPort() + "/x";
            String template = "<style>@import url('" + address + ".css'); p { background: url('" + address
                    + ".png') }</style><p>Text</p><img alt=\"x\" src=\"" + address + "\"/>"
                    + "<img alt=\"x\" src=\"file:///etc/hostname\"/><object data=\"" + address + "\"></object>";
            server.setSoTimeout(1);
            Paper paper = PRESS.print(
                    PaperSamples.order(template, PaperLanguage.EN, PaperSamples.data(PaperLanguage.EN, "Ada", "X", 1)));
            assertThat(PaperSamples.text(paper.pdf())).contains("Text");
            assertThatThrownBy(server::accept).isInstanceOf(java.net.SocketTimeoutException.class);
        }
    }

    @Test
    void loops_within_loops_end() {
        String loop = "{#each proposal.items}".repeat(8) + "x" + "{/each}".repeat(8);
        PaperData data = PaperSamples.data(PaperLanguage.EN, "Ada", "X", 100);
        assertThatThrownBy(() -> PRESS.print(PaperSamples.order(loop, PaperLanguage.EN, data)))
                .isInstanceOf(PaperRefusal.class)
                .hasMessageContaining("loops");
    }

    @Test
    void a_document_cannot_be_longer_than_a_million_characters() {
        String template = "{#each proposal.items}" + "{it.description}".repeat(1000) + "{/each}";
        PaperData data = PaperSamples.data(PaperLanguage.EN, "Ada", "X", 100);
        assertThatThrownBy(() -> PRESS.print(PaperSamples.order(template, PaperLanguage.EN, data)))
                .isInstanceOf(PaperRefusal.class)
                .hasMessageContaining("too long");
    }

    @Test
    void a_template_whose_markup_depends_on_the_data_is_refused_if_it_does_not_fit() {
        String template = "{#if prospect.name}<p>{/if}Text</p>";
        PaperData data = PaperSamples.data(PaperLanguage.EN, "", "X", 1);
        assertThatThrownBy(() -> PRESS.print(PaperSamples.order(template, PaperLanguage.EN, data)))
                .isInstanceOf(PaperRefusal.class)
                .hasMessageContaining("well-formed");
    }
}
