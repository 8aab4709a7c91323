package io.salesprocess.payment;

import io.salesprocess.paper.PaperData;
import io.salesprocess.paper.PaperData.StatementFacts;
import io.salesprocess.paper.PaperStyle;
import io.salesprocess.paper.render.PaperLanguage;
import java.time.LocalDate;
import java.util.List;

/** The statement of a deal as its document says it. */
final class StatementPaper {

    private StatementPaper() {}

    static StatementFacts facts(StatementService.Account account, PaperStyle style) {
        Statement statement = account.statement();
        PaperLanguage language = style.language();
        String currency = statement.currency();
        if (currency == null) {
            return new StatementFacts("", List.of(), "", "", "", "", "", "", "", List.of());
        }
        boolean isValued = statement.value() != null;
        long lacking = isValued ? statement.value().amount() - statement.collected() : 0;
        return new StatementFacts(
                currency,
                statement.lines().stream().map(line -> entry(line, style)).toList(),
                isValued ? language.money(statement.value().amount(), currency) : "",
                language.money(statement.sum(EntryKind.PAYMENT), currency),
                some(statement.sum(EntryKind.REFUND), currency, language),
                some(statement.sum(EntryKind.REVERSAL), currency, language),
                language.money(statement.collected(), currency),
                some(lacking, currency, language),
                some(-lacking, currency, language),
                account.plan().parts().stream()
                        .map(part -> instalment(part, language))
                        .toList());
    }

    private static String some(long amount, String currency, PaperLanguage language) {
        return amount > 0 ? language.money(amount, currency) : "";
    }

    private static PaperData.Entry entry(Statement.Line line, PaperStyle style) {
        Entry entry = line.entry();
        PaperLanguage language = style.language();
        String currency = entry.amount().currency();
        return new PaperData.Entry(
                entry.kind() == EntryKind.PAYMENT,
                entry.kind() == EntryKind.REFUND,
                entry.kind() == EntryKind.REVERSAL,
                language.date(LocalDate.ofInstant(entry.at(), style.zone())),
                entry.method(),
                entry.reference(),
                entry.reason(),
                language.amount(entry.signed(), currency),
                language.amount(line.balance(), currency));
    }

    private static PaperData.Instalment instalment(PaymentPlan.Part part, PaperLanguage language) {
        String currency = part.instalment().amount().currency();
        return new PaperData.Instalment(
                language.date(part.instalment().dueOn()),
                language.amount(part.instalment().amount().amount(), currency),
                language.amount(part.paid(), currency),
                language.amount(part.open(), currency),
                part.status() == PaymentPlan.Status.OVERDUE);
    }
}
