package io.salesprocess.paper;

import io.salesprocess.deal.LockedDeal;
import io.salesprocess.deal.domain.Deal;
import io.salesprocess.deal.domain.Money;
import io.salesprocess.offering.OfferingResponse;
import io.salesprocess.offering.Offerings;
import io.salesprocess.paper.PaperData.Contact;
import io.salesprocess.paper.PaperData.ProposalFacts;
import io.salesprocess.paper.PaperData.StatementFacts;
import io.salesprocess.paper.render.Letterhead;
import io.salesprocess.paper.render.PaperLanguage;
import io.salesprocess.paper.render.PaperOrder;
import io.salesprocess.prospect.Person;
import io.salesprocess.prospect.Prospects;
import io.salesprocess.salesperson.Salespeople;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;

/** What the service knows, as documents say it. */
@Singleton
class PaperContent {

    private static final LocalDate INVENTED_DAY = LocalDate.of(2026, 11, 26);

    private final LetterheadStore letterheads;
    private final Prospects prospects;
    private final Offerings offerings;
    private final Salespeople salespeople;
    private final Clock clock;

    PaperContent(
            LetterheadStore letterheads,
            Prospects prospects,
            Offerings offerings,
            Salespeople salespeople,
            Clock clock) {
        this.letterheads = letterheads;
        this.prospects = prospects;
        this.offerings = offerings;
        this.salespeople = salespeople;
        this.clock = clock;
    }

    /** The language of documents for which no other is asked. */
    PaperLanguage usualLanguage() {
        return letterheads.read().value().locale();
    }

    /** A document about a deal. */
    PaperOrder of(
            LockedDeal locked,
            PaperKind kind,
            String template,
            PaperLanguage language,
            Function<PaperStyle, ProposalFacts> proposal) {
        return of(locked.deal(), locked.number(), kind, template, language, proposal, style -> null);
    }

    /** A document about the account of a deal. */
    PaperOrder account(
            Deal deal,
            long number,
            String template,
            PaperLanguage language,
            Function<PaperStyle, StatementFacts> statement) {
        return of(deal, number, PaperKind.STATEMENT, template, language, style -> null, statement);
    }

    private PaperOrder of(
            Deal deal,
            long number,
            PaperKind kind,
            String template,
            PaperLanguage language,
            Function<PaperStyle, ProposalFacts> proposal,
            Function<PaperStyle, StatementFacts> statement) {
        LetterheadBody letterhead = letterheads.read().value();
        Person person = prospects.person(deal.prospectId()).orElse(Person.UNKNOWN);
        OfferingResponse offering = offerings.find(deal.offeringId()).orElse(null);
        Money value = deal.value();
        ZoneId zone = ZoneId.of(letterhead.timeZone());
        PaperData data = new PaperData(
                null,
                null,
                new PaperData.Client(person.name(), person.company(), person.email(), person.phone()),
                salespeople
                        .find(deal.ownerId())
                        .map(owner -> new Contact(owner.name(), owner.email()))
                        .orElse(null),
                offering == null ? null : new PaperData.Subject(offering.name(), offering.description()),
                new PaperData.Terms(
                        Long.toString(number), value == null ? null : language.money(value.amount(), value.currency())),
                proposal.apply(new PaperStyle(language, zone)),
                statement.apply(new PaperStyle(language, zone)));
        return order(kind, template, language, letterhead, LocalDate.ofInstant(clock.instant(), zone), data);
    }

    /** A document about nobody, to look at a template. */
    PaperOrder invented(TemplateRequest request) {
        PaperLanguage language = request.locale();
        List<PaperData.Item> items = new ArrayList<>();
        for (int i = 1; i <= 3; i++) {
            items.add(new PaperData.Item(
                    Integer.toString(i),
                    "Call sheet suite " + i,
                    language.quantity(BigDecimal.valueOf(i)),
                    language.amount(100_000, "EUR"),
                    i == 3 ? language.percent(new BigDecimal("0.1")) : "",
                    language.percent(new BigDecimal("0.19")),
                    language.amount(i == 3 ? 270_000 : i * 100_000L, "EUR")));
        }
        ProposalFacts proposal = new ProposalFacts(
                true,
                "EUR",
                true,
                items,
                language.money(570_000, "EUR"),
                List.of(new PaperData.Tax(
                        language.percent(new BigDecimal("0.19")),
                        language.money(570_000, "EUR"),
                        language.money(108_300, "EUR"))),
                language.money(678_300, "EUR"),
                "Two instalments, the first on delivery",
                language.date(INVENTED_DAY.plusMonths(1)));
        PaperData data = new PaperData(
                null,
                null,
                new PaperData.Client("Ada Stone", "Stone GmbH", "ada@example.com", "+4930901820"),
                new Contact("Grace Field", "grace@example.com"),
                new PaperData.Subject("Call sheet suite", "Plans calls and keeps their outcome."),
                new PaperData.Terms("1042", language.money(678_300, "EUR")),
                proposal,
                inventedStatement(language));
        return order(
                request.kind(), request.text(), language, letterheads.read().value(), INVENTED_DAY, data);
    }

    private static StatementFacts inventedStatement(PaperLanguage language) {
        String day = language.date(INVENTED_DAY);
        return new StatementFacts(
                "EUR",
                List.of(
                        new PaperData.Entry(
                                true,
                                false,
                                false,
                                day,
                                "bank-transfer",
                                "INV-2026-0042",
                                "",
                                language.amount(400_000, "EUR"),
                                language.amount(400_000, "EUR")),
                        new PaperData.Entry(
                                false,
                                true,
                                false,
                                day,
                                "bank-transfer",
                                "CN-2026-0007",
                                "Paid too much",
                                language.amount(-60_850, "EUR"),
                                language.amount(339_150, "EUR"))),
                language.money(678_300, "EUR"),
                language.money(400_000, "EUR"),
                language.money(60_850, "EUR"),
                language.money(0, "EUR"),
                language.money(339_150, "EUR"),
                language.money(339_150, "EUR"),
                "",
                List.of(
                        new PaperData.Instalment(
                                day,
                                language.amount(339_150, "EUR"),
                                language.amount(339_150, "EUR"),
                                language.amount(0, "EUR"),
                                false),
                        new PaperData.Instalment(
                                language.date(INVENTED_DAY.plusMonths(1)),
                                language.amount(339_150, "EUR"),
                                language.amount(0, "EUR"),
                                language.amount(339_150, "EUR"),
                                false)));
    }

    private static PaperOrder order(
            PaperKind kind,
            String template,
            PaperLanguage language,
            LetterheadBody letterhead,
            LocalDate date,
            PaperData data) {
        PaperData whole = new PaperData(
                new PaperData.DocumentFacts(data.deal().number(), language.date(date)),
                new PaperData.Sender(letterhead.name(), letterhead.address(), letterhead.contact()),
                data.prospect(),
                data.salesperson(),
                data.offering(),
                data.deal(),
                data.proposal(),
                data.statement());
        return new PaperOrder(
                language,
                kind.title(language, data.deal().number()),
                date,
                new Letterhead(
                        letterhead.name(),
                        letterhead.address(),
                        letterhead.contact(),
                        letterhead.footer(),
                        letterhead.logo() == null
                                ? null
                                : new Letterhead.Logo(
                                        letterhead.logo().mediaType(),
                                        Base64.getDecoder()
                                                .decode(letterhead.logo().data()))),
                template,
                whole);
    }
}
