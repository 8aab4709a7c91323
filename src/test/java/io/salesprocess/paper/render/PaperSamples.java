package io.salesprocess.paper.render;

import io.salesprocess.paper.PaperData;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;

/** Documents to look at: the shipped templates with invented content. */
final class PaperSamples {

    static final LocalDate DAY = LocalDate.of(2026, 11, 26);

    static final Letterhead LETTERHEAD = new Letterhead(
            "Field & Sons Ltd",
            List.of("12 Mill Lane", "Cambridge CB2 1RX"),
            List.of("+44 1223 496 0000", "hello@field.example"),
            List.of("Registered in England 01234567", "VAT GB 123 4567 89"),
            null);

    private PaperSamples() {}

    static PaperOrder shipped(String kind, PaperLanguage language, String name, String company, int items) {
        return order(shippedText(kind, language), language, data(language, name, company, items));
    }

    static PaperOrder order(String template, PaperLanguage language, PaperData data) {
        return new PaperOrder(language, "Document 1042", DAY, LETTERHEAD, template, data);
    }

    static String shippedText(String kind, PaperLanguage language) {
        try {
            return Files.readString(
                    Path.of("src/main/resources/paper/templates/" + kind + "." + language.tag() + ".1.html"));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static PaperData data(PaperLanguage language, String name, String company, int items) {
        List<PaperData.Item> lines = new ArrayList<>();
        for (int i = 1; i <= items; i++) {
            boolean isLong = i % 7 == 3;
            lines.add(new PaperData.Item(
                    Integer.toString(i),
                    isLong
                            ? "Integration with the client's ordering system, with two rehearsals on a copy of the data\n"
                                    + "Travel is included"
                            : "Call sheet suite, module " + i,
                    language.quantity(new BigDecimal(i % 5 == 0 ? "0.333" : "12")),
                    language.amount(129_900, "EUR"),
                    i % 4 == 0 ? language.percent(new BigDecimal("0.1")) : "",
                    language.percent(new BigDecimal("0.19")),
                    language.amount(1_558_800, "EUR")));
        }
        PaperData.ProposalFacts proposal = items < 0
                ? null
                : new PaperData.ProposalFacts(
                        true,
                        "EUR",
                        items > 3,
                        lines,
                        language.money(1_558_800, "EUR"),
                        List.of(new PaperData.Tax(
                                language.percent(new BigDecimal("0.19")),
                                language.money(1_558_800, "EUR"),
                                language.money(296_172, "EUR"))),
                        language.money(1_854_972, "EUR"),
                        "Two instalments: the first on delivery.",
                        language.date(LocalDate.of(2026, 12, 24)));
        return new PaperData(
                new PaperData.DocumentFacts("1042", language.date(DAY)),
                new PaperData.Sender(LETTERHEAD.name(), LETTERHEAD.address(), LETTERHEAD.contact()),
                new PaperData.Client(name, company, "ada@example.com", "+4930901820"),
                new PaperData.Contact("Grace Field", "grace@example.com"),
                new PaperData.Subject("Call sheet suite", "Plans calls and keeps their outcome."),
                new PaperData.Terms("1042", language.money(990_000, "EUR")),
                proposal,
                statement(language, items));
    }

    private static PaperData.StatementFacts statement(PaperLanguage language, int entries) {
        List<PaperData.Entry> lines = new ArrayList<>();
        long balance = 0;
        for (int i = 1; i <= entries; i++) {
            boolean isRefund = i % 9 == 5;
            boolean isReversal = i % 9 == 8;
            long amount = isRefund ? -1_250 : isReversal ? -25_000 : 25_000;
            balance += amount;
            lines.add(new PaperData.Entry(
                    !isRefund && !isReversal,
                    isRefund,
                    isReversal,
                    language.date(DAY.plusDays(i)),
                    i % 3 == 0 ? "" : "bank-transfer",
                    "INV-2026-" + (1000 + i),
                    isRefund ? "Paid too much" : "",
                    language.amount(amount, "EUR"),
                    language.amount(balance, "EUR")));
        }
        return new PaperData.StatementFacts(
                "EUR",
                lines,
                language.money(990_000, "EUR"),
                language.money(25_000L * entries, "EUR"),
                language.money(1_250, "EUR"),
                language.money(25_000, "EUR"),
                language.money(balance, "EUR"),
                language.money(990_000 - balance, "EUR"),
                "",
                List.of(
                        new PaperData.Instalment(
                                language.date(DAY),
                                language.amount(490_000, "EUR"),
                                language.amount(25_000, "EUR"),
                                language.amount(465_000, "EUR"),
                                true),
                        new PaperData.Instalment(
                                language.date(DAY.plusMonths(1)),
                                language.amount(500_000, "EUR"),
                                language.amount(0, "EUR"),
                                language.amount(500_000, "EUR"),
                                false)));
    }

    /** What a reader can select and copy, without the difference between kinds of spaces. */
    static String text(byte[] pdf) {
        return text(pdf, 1, Integer.MAX_VALUE);
    }

    static String text(byte[] pdf, int from, int to) {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            PDFTextStripper stripper = new PDFTextStripper();
            stripper.setSortByPosition(true);
            stripper.setStartPage(from);
            stripper.setEndPage(to);
            return stripper.getText(document).replace('\u00a0', ' ').replaceAll("[ ]+", " ");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
